/// A time zone whose clocks change by the same rule each year, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
/// Such a text ends each file of the tz database, and can be the value of the variable TZ.
struct RecurringTimeZone: Hashable, Sendable {
  typealias Period = TimeZoneRules.Period

  var standard: Period
  /// Daylight saving time, and when it begins and ends; `nil` for a zone whose clocks never change.
  fileprivate var daylight: Daylight?

  fileprivate struct Daylight: Hashable, Sendable {
    var period: Period
    var start: Day
    var end: Day
  }

  /// A day of each year, and seconds from its beginning, which can lead to another day (RFC 9636, 3.3.2).
  fileprivate struct Day: Hashable, Sendable {
    enum Rule: Hashable, Sendable {
      /// Counted from 1, without the 29th of February.
      case julian(Int)
      /// Counted from 0.
      case ordinal(Int)
      /// Sunday is day 0, and week 5 is the last week of the month.
      case weekday(month: Int, week: Int, day: Int)
    }

    var rule: Rule
    var time = 2 * 3600
  }

  func period(at seconds: Int) -> Period {
    guard let daylight else { return standard }
    // The limits are further away than any real date, and keep the sums below from overflowing.
    let seconds = min(max(seconds, -1 << 50), 1 << 50)
    let year = CivilTime(seconds + standard.offsetSeconds).year
    var last: (at: Int, isStart: Bool)?
    for year in (year - 1)...(year + 1) {
      let changes = [
        (at: daylight.end.seconds(in: year) - daylight.period.offsetSeconds, isStart: false),
        (at: daylight.start.seconds(in: year) - standard.offsetSeconds, isStart: true),
      ]
      // A period that begins when another ends has no gap before it.
      for change in changes where change.at <= seconds && change.at >= last?.at ?? .min {
        if change.at == last?.at, last?.isStart == true { continue }
        last = change
      }
    }
    return last?.isStart == true ? daylight.period : standard
  }
}

extension RecurringTimeZone.Day {
  /// The moment of the change in the given year, by the clock before the change, as if that clock showed UTC.
  fileprivate func seconds(in year: Int) -> Int {
    let first = CivilTime.days(year, 1, 1)
    let day =
      switch rule {
      case .julian(let day): first + day - (CivilTime.isLeap(year) && day >= 60 ? 0 : 1)
      case .ordinal(let day): first + day
      case .weekday(let month, let week, let day): Self.days(year, month, week, day)
      }
    return day * CivilTime.secondsOfDay + time
  }

  private static func days(_ year: Int, _ month: Int, _ week: Int, _ weekday: Int) -> Int {
    let first = CivilTime.days(year, month, 1)
    // The first of January 1970 was a Thursday.
    let firstWeekday = ((first + 4) % 7 + 7) % 7
    let day = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
    return first + (day < CivilTime.days(in: month, of: year) ? day : day - 7)
  }
}

extension RecurringTimeZone {
  /// `nil` when the text is not a time zone.
  init?(_ text: String) {
    var reader = Reader(rest: Array(text.utf8)[...])
    guard text.utf8.count <= 256, let name = reader.name(), let behind = reader.time(hoursMax: 24)
    else { return nil }
    standard = Period(offsetSeconds: -behind, abbreviation: name)
    guard !reader.isAtEnd else { return }
    guard let name = reader.name() else { return nil }
    var offset = standard.offsetSeconds + 3600
    if !reader.isAtEnd, !reader.isAt(",") {
      guard let behind = reader.time(hoursMax: 24) else { return nil }
      offset = -behind
    }
    // A text without days means those of the United States, as in other implementations.
    if reader.isAtEnd { reader.rest = Array(",M3.2.0,M11.1.0".utf8)[...] }
    guard reader.take(","), let start = reader.day(), reader.take(","), let end = reader.day(),
      reader.isAtEnd
    else { return nil }
    daylight = Daylight(
      period: Period(offsetSeconds: offset, abbreviation: name), start: start, end: end)
  }

  /// Reads an abbreviation: letters, digits and signs.
  static func word(_ bytes: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    let isWord = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-".contains($0)) }
    return isWord && (1...32).contains(bytes.count) ? text : nil
  }

  private struct Reader {
    var rest: ArraySlice<UInt8>

    var isAtEnd: Bool { rest.isEmpty }

    func isAt(_ character: Unicode.Scalar) -> Bool { rest.first == UInt8(ascii: character) }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard isAt(character) else { return false }
      rest.removeFirst()
      return true
    }

    /// Reads a name: three or more letters, or anything in `<…>`.
    mutating func name() -> String? {
      let isQuoted = take("<")
      let name = rest.prefix {
        isQuoted ? $0 != UInt8(ascii: ">") : Character(Unicode.Scalar($0)).isASCIILetter
      }
      rest = rest.dropFirst(name.count)
      guard name.count >= 3, !isQuoted || take(">") else { return nil }
      return RecurringTimeZone.word(name)
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int? {
      let digits = rest.prefix(3).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      rest = rest.dropFirst(digits.count)
      return Int(String(decoding: digits, as: UTF8.self)).flatMap { range.contains($0) ? $0 : nil }
    }

    /// Reads `[+-]hours[:minutes[:seconds]]`, in seconds.
    mutating func time(hoursMax: Int) -> Int? {
      let sign = take("-") ? -1 : 1
      if sign == 1 { _ = take("+") }
      guard var seconds = number(0...hoursMax).map({ $0 * 3600 }) else { return nil }
      for unit in [60, 1] where take(":") {
        guard let number = number(0...59) else { return nil }
        seconds += number * unit
      }
      return sign * seconds
    }

    mutating func day() -> Day? {
      guard var day = rule().map({ Day(rule: $0) }) else { return nil }
      if take("/") {
        guard let time = time(hoursMax: 167) else { return nil }
        day.time = time
      }
      return day
    }

    private mutating func rule() -> Day.Rule? {
      if take("J") { return number(1...365).map { .julian($0) } }
      guard take("M") else { return number(0...365).map { .ordinal($0) } }
      guard let month = number(1...12), take("."), let week = number(1...5), take("."),
        let day = number(0...6)
      else { return nil }
      return .weekday(month: month, week: week, day: day)
    }
  }
}

extension Character {
  fileprivate var isASCIILetter: Bool { isASCII && isLetter }
}
