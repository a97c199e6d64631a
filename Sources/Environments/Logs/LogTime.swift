/// The time of a log line, to the nanosecond, as the engine records it.
package struct LogTime: Hashable, Sendable, Comparable {
  /// Nanoseconds since 1970.
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  package var seconds: Int { Int(nanoseconds / 1_000_000_000) }

  package static func < (left: LogTime, right: LogTime) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// Reads a time such as `2026-11-23T14:02:01.123456789Z` at the beginning of the bytes. Returns it and its number
  /// of bytes; `nil` when the bytes do not begin with a time.
  package static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> (time: LogTime, count: Int)? {
    guard bytes.count >= 20, let civil = CivilTime(bytes), (1970...2200).contains(civil.year)
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
    return (LogTime(nanoseconds: Int64(civil.seconds) * 1_000_000_000 + Int64(fraction)), index + 1)
  }

  private static func digit(_ byte: UInt8) -> Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
  }
}

extension LogTime {
  /// The time as docker prints it: `2026-11-23T14:02:01.123456789Z`.
  package var text: String {
    var text = CivilTime(seconds).text
    text += "." + Int(nanoseconds % 1_000_000_000).digits(9)
    text += "Z"
    return text
  }

  /// The time of day in UTC, such as `14:02:01.123Z`.
  package var utcClock: String { clock(offsetMinutes: 0) + "Z" }

  /// The time of day `offsetMinutes` ahead of UTC, such as `15:02:01.123+01`.
  package func localClock(offsetMinutes: Int) -> String {
    clock(offsetMinutes: offsetMinutes) + UTCOffset(minutes: offsetMinutes).text
  }

  private func clock(offsetMinutes: Int) -> String {
    CivilTime(seconds, utcOffsetMinutes: offsetMinutes).timeOfDay + "."
      + Int(nanoseconds / 1_000_000 % 1000).digits(3)
  }
}
