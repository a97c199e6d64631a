import Environments

/// Seconds since 1970 of a time as the engine writes it, such as `2026-11-22T22:23:41.71778697Z`; null for the engine's
/// "never", the year 1.
func secondsSince1970(_ text: String) -> Int? {
  CivilTime(text.prefix(19)).flatMap { $0.year > 1970 ? $0.seconds : nil }
}
