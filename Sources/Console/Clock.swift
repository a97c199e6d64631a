/// What the operator's clock shows.
package struct Clock: Hashable, Sendable {
  /// Seconds since 1970.
  package var now: Int
  package var utcOffsetMinutes: Int

  package init(now: Int, utcOffsetMinutes: Int) {
    self.now = now
    self.utcOffsetMinutes = utcOffsetMinutes
  }

  /// Such as `14:02 +00`, or `14:02 +05:30` where the offset is no whole hour.
  var text: String {
    "\(hourAndMinute) \(offset)"
  }

  /// Such as `14:02`.
  var hourAndMinute: String {
    let minutes = Self.modulo(now / 60 + utcOffsetMinutes, 24 * 60)
    return "\(Self.two(minutes / 60)):\(Self.two(minutes % 60))"
  }

  private var offset: String {
    let distance = abs(utcOffsetMinutes)
    let sign = utcOffsetMinutes < 0 ? "-" : "+"
    let hours = sign + Self.two(distance / 60)
    return distance % 60 == 0 ? hours : hours + ":" + Self.two(distance % 60)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func modulo(_ number: Int, _ divisor: Int) -> Int {
    let rest = number % divisor
    return rest < 0 ? rest + divisor : rest
  }
}
