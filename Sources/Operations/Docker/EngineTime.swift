/// Seconds since 1970 of a time as the engine writes it, such as `2026-11-22T22:23:41.71778697Z`; null for the engine's
/// "never", the year 1.
func secondsSince1970(_ text: String) -> Int? {
  let parts = text.prefix(19).split { "-T:".contains($0) }.compactMap { Int($0) }
  guard parts.count == 6, parts[0] > 1970 else { return nil }
  let time = parts[3] * 3600 + parts[4] * 60 + parts[5]
  return daysSince1970(year: parts[0], month: parts[1], day: parts[2]) * 86_400 + time
}

/// Howard Hinnant's days_from_civil, for years after 1970.
private func daysSince1970(year: Int, month: Int, day: Int) -> Int {
  let year = month <= 2 ? year - 1 : year
  let era = year / 400
  let yearOfEra = year - era * 400
  let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
  let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}
