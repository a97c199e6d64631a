extension LogTime {
  /// As docker prints it: `2026-11-23T14:02:01.123456789Z`.
  package var text: String {
    var text = CivilTime(seconds).text
    text += "." + Int(nanoseconds % 1_000_000_000).digits(9)
    text += "Z"
    return text
  }

  /// The time of day in UTC, such as `14:02:01.123Z`.
  package var utcClock: String { clock(offsetMinutes: 0) + "Z" }

  /// The time of day so many minutes ahead of UTC, such as `15:02:01.123+01`.
  package func localClock(offsetMinutes: Int) -> String {
    clock(offsetMinutes: offsetMinutes) + UTCOffset(minutes: offsetMinutes).text
  }

  private func clock(offsetMinutes: Int) -> String {
    CivilTime(seconds, utcOffsetMinutes: offsetMinutes).timeOfDay + "."
      + Int(nanoseconds / 1_000_000 % 1000).digits(3)
  }
}
