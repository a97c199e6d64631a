/// A calendar date and a time of day, as a clock shows them.
package struct CivilTime: Hashable, Sendable {
  package var year: Int
  package var month: Int
  package var day: Int
  package var hour = 0
  package var minute = 0
  package var second = 0

  /// The date and time that a clock shows that is `utcOffsetMinutes` ahead of UTC.
  ///
  /// - Parameter seconds: since 1970, in UTC.
  package init(_ seconds: Int, utcOffsetMinutes: Int = 0) {
    let seconds = seconds + utcOffsetMinutes * 60
    let second = ((seconds % Self.secondsOfDay) + Self.secondsOfDay) % Self.secondsOfDay
    self.init(days: (seconds - second) / Self.secondsOfDay)
    (hour, minute, self.second) = (second / 3600, second / 60 % 60, second % 60)
  }

  /// Seconds since 1970 at which a clock in UTC shows this date and time.
  package var seconds: Int {
    days * Self.secondsOfDay + (hour * 60 + minute) * 60 + second
  }

  package static let secondsOfDay = 86_400
}

extension CivilTime {
  /// Such as `14:02`.
  package var hourAndMinute: String { hour.digits(2) + ":" + minute.digits(2) }

  /// Such as `14:02:11`.
  package var timeOfDay: String { hourAndMinute + ":" + second.digits(2) }

  /// Such as `2026-11-23T14:02:11`, without a zone.
  package var text: String {
    var text = ""
    // Every log line has a time stamp: one allocation, with room for a fraction.
    text.reserveCapacity(30)
    text += year.digits(4) + "-" + month.digits(2) + "-" + day.digits(2)
    text += "T" + timeOfDay
    return text
  }

  /// A moment in UTC, as records write it, such as `2026-11-23T14:02:11Z`.
  ///
  /// - Parameter seconds: since 1970.
  package static func timestamp(_ seconds: Int) -> String { CivilTime(seconds).text + "Z" }

  /// Reads `2026-11-23T14:02:11` or `2026-11-23T14:02`; `nil` for any other text, and for a date that does not exist.
  package init?(_ text: some StringProtocol) {
    var text = String(text)
    guard let time = text.withUTF8({ $0.count == 19 || $0.count == 16 ? CivilTime($0) : nil })
    else { return nil }
    self = time
  }

  /// Reads a date and time from the first 19 bytes, or from all when there are exactly 16.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    func number(_ start: Int, _ count: Int) -> Int? {
      var value = 0
      for byte in bytes[start..<(start + count)] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return value
    }
    let colon = UInt8(ascii: ":")
    guard bytes.count == 16 || bytes.count >= 19, bytes[4] == UInt8(ascii: "-"),
      bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"), bytes[13] == colon,
      let year = number(0, 4), let month = number(5, 2), let day = number(8, 2),
      let hour = number(11, 2), let minute = number(14, 2),
      (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
      hour < 24, minute < 60
    else { return nil }
    (self.year, self.month, self.day, self.hour, self.minute) = (year, month, day, hour, minute)
    guard bytes.count > 16 else { return }
    // 60 is a leap second.
    guard bytes[16] == colon, let second = number(17, 2), second <= 60 else { return nil }
    self.second = second
  }
}

/// Conversion between days since 1970 and dates, after Howard Hinnant's `civil_from_days` and `days_from_civil`.
extension CivilTime {
  init(days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var days: Int { Self.days(year, month, day) }

  static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func days(in month: Int, of year: Int) -> Int {
    month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }
}

/// How far a clock is ahead of UTC.
package struct UTCOffset: Hashable, Sendable {
  /// Negative west of Greenwich.
  package var minutes: Int

  package init(minutes: Int) { self.minutes = minutes }

  /// Such as `+00`, `-05`, or `+05:30` for an offset that is not a whole hour.
  package var text: String {
    let (hours, rest) = abs(minutes).quotientAndRemainder(dividingBy: 60)
    let sign = minutes < 0 ? "-" : "+"
    return sign + hours.digits(2) + (rest == 0 ? "" : ":" + rest.digits(2))
  }

  /// Reads `Z`, `+01` and `+01:00`; `nil` for any other text, and for an offset of more than 26 hours.
  package init?(_ text: some StringProtocol) {
    if text == "Z" {
      self.init(minutes: 0)
      return
    }
    let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard let sign = text.first, sign == "+" || sign == "-", (1...2).contains(parts.count),
      let hours = Self.number(parts[0]), let rest = parts.count == 2 ? Self.number(parts[1]) : 0,
      hours <= 26, rest < 60
    else { return nil }
    let minutes = hours * 60 + rest
    self.init(minutes: sign == "-" ? -minutes : minutes)
  }

  private static func number(_ digits: some StringProtocol) -> Int? {
    guard (1...2).contains(digits.utf8.count), digits.allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    return Int(digits)
  }
}
