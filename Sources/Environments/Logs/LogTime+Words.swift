extension LogTime {
  /// As docker prints it: `2026-11-23T14:02:01.123456789Z`.
  package var text: String {
    let (days, second) = CivilDate.split(seconds: seconds)
    let date = CivilDate(days: days)
    return "\(date.year)-\(two(date.month))-\(two(date.day))T\(clock(second))."
      + padded(nanoseconds % 1_000_000_000, 9) + "Z"
  }

  /// The time of day in UTC, such as `14:02:01.123Z`.
  package var utcClock: String { clock(offsetMinutes: 0) + "Z" }

  /// The time of day so many minutes ahead of UTC, such as `15:02:01.123+01`.
  package func localClock(offsetMinutes: Int) -> String {
    let distance = abs(offsetMinutes)
    let rest = distance % 60
    return clock(offsetMinutes: offsetMinutes) + (offsetMinutes < 0 ? "-" : "+")
      + two(distance / 60) + (rest == 0 ? "" : ":" + two(rest))
  }

  private func clock(offsetMinutes: Int) -> String {
    let (_, second) = CivilDate.split(seconds: seconds + offsetMinutes * 60)
    return clock(second) + "." + padded(nanoseconds / 1_000_000 % 1000, 3)
  }

  private func clock(_ second: Int) -> String {
    two(second / 3600) + ":" + two(second % 3600 / 60) + ":" + two(second % 60)
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private func padded(_ number: Int64, _ count: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
  }
}
