/// A moment as an engine stamps its lines, to the nanosecond.
package struct LogTime: Hashable, Sendable, Comparable {
  /// Since 1970.
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  package var seconds: Int { Int(nanoseconds / 1_000_000_000) }

  package static func < (left: LogTime, right: LogTime) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// Reads `2026-11-23T14:02:01.123456789Z` at the beginning of the bytes, and how many they are; null for others.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> (time: LogTime, count: Int)? {
    guard bytes.count >= 20, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"),
      let year = number(bytes, 0, 4), let month = number(bytes, 5, 2),
      let day = number(bytes, 8, 2), let hour = number(bytes, 11, 2),
      let minute = number(bytes, 14, 2), let second = number(bytes, 17, 2),
      (1970...2200).contains(year), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    var index = 19
    var fraction = 0
    var scale = 1_000_000_000
    if bytes[index] == UInt8(ascii: ".") {
      index += 1
      while index < bytes.count, let digit = digit(bytes[index]), scale > 1 {
        scale /= 10
        fraction += digit * scale
        index += 1
      }
    }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "Z") else { return nil }
    let days = CivilDate.days(year: year, month: month, day: day)
    let total = ((days * 24 + hour) * 60 + minute) * 60 + second
    return (LogTime(nanoseconds: Int64(total) * 1_000_000_000 + Int64(fraction)), index + 1)
  }

  private static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int
  ) -> Int? {
    var value = 0
    for index in start..<(start + count) {
      guard let digit = digit(bytes[index]) else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  private static func digit(_ byte: UInt8) -> Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
  }
}
