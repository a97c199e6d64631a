import ArgumentParser
import Engine
import Environments
import Glibc
import Operations

/// Where logs begin: a time, or a span of time back from now, in the forms that `docker logs --since` takes. A time without
/// a zone is this machine's.
struct LogStart: ExpressibleByArgument {
  /// Since 1970.
  let nanoseconds: Int

  init?(argument: String) {
    if let point = PointInTime(argument: argument) {
      nanoseconds = point.seconds * 1_000_000_000
    } else if let span = DurationText.milliseconds(argument, in: ["h", "m", "s", "ms"]) {
      nanoseconds = time(nil) * 1_000_000_000 - span * 1_000_000
    } else if let seconds = Self.number(argument) {
      nanoseconds = seconds * 1_000_000_000
    } else if let moment = Self.moment(argument) {
      nanoseconds = moment
    } else {
      return nil
    }
  }

  /// Seconds since 1970, such as `1795528121`.
  private static func number(_ text: String) -> Int? {
    text.allSatisfy { $0.isASCII && $0.isNumber } && text.utf8.count <= 10 ? Int(text) : nil
  }

  /// Such as `2026-11-23`, `2026-11-23T14:02` and `2026-11-23T14:02:01.5+01:00`.
  private static func moment(_ text: String) -> Int? {
    let timeOfDay = text.dropFirst(11).prefix { $0.isNumber || $0 == ":" || $0 == "." }
    let zone = text.dropFirst(11 + timeOfDay.count)
    guard text.count == 10 || text.dropFirst(10).first == "T" && !timeOfDay.isEmpty else {
      return nil
    }
    let whole = timeOfDay + "00:00:00".dropFirst(timeOfDay.count)
    let here = "\(text.prefix(10))T\(whole)"
    if !zone.isEmpty { return nanosecondsSince1970(here + zone) }
    guard let asUTC = nanosecondsSince1970(here + "Z") else { return nil }
    let rules = SystemTimeZone.rules
    // The offset of the hour around it; only within an hour of a change of clocks is it another one.
    let guess = asUTC - rules.offset(at: asUTC / 1_000_000_000) * 1_000_000_000
    return asUTC - rules.offset(at: guess / 1_000_000_000) * 1_000_000_000
  }
}
