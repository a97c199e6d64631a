/// What a clock shows at a moment, such as `14:02` or `14:02:10`.
package enum TimeOfDay {
  /// `seconds` since 1970.
  package static func hourAndMinute(_ seconds: Int, utcOffsetMinutes: Int) -> String {
    let minutes = modulo(seconds.flooredMinutes + utcOffsetMinutes, 24 * 60)
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }

  package static func toTheSecond(_ seconds: Int, utcOffsetMinutes: Int) -> String {
    hourAndMinute(seconds, utcOffsetMinutes: utcOffsetMinutes) + ":" + two(modulo(seconds, 60))
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  fileprivate static func modulo(_ number: Int, _ divisor: Int) -> Int {
    let rest = number % divisor
    return rest < 0 ? rest + divisor : rest
  }
}

extension Int {
  fileprivate var flooredMinutes: Int { (self - TimeOfDay.modulo(self, 60)) / 60 }
}
