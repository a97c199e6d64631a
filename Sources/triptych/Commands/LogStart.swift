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

  /// In the year 2255: what is later does not fit in nanoseconds, and is no start of a log.
  private static let secondsMax = 9_000_000_000

  init?(argument: String) {
    if let point = PointInTime(argument: argument), (0...Self.secondsMax).contains(point.seconds) {
      nanoseconds = point.seconds * 1_000_000_000
    } else if let span = DurationText.milliseconds(argument, in: ["h", "m", "s", "ms"]) {
      let now = time(nil) * 1_000
      nanoseconds = (now - min(span, now)) * 1_000_000
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
    guard text.allSatisfy({ $0.isASCII && $0.isNumber }), let seconds = Int(text) else {
      return nil
    }
    return seconds <= secondsMax ? seconds : nil
  }

  /// Such as `2026-11-23`, `2026-11-23T14:02` and `2026-11-23T14:02:01.5+01:00`.
  private static func moment(_ text: String) -> Int? {
    let timeOfDay = text.dropFirst(11).prefix { $0.isNumber || $0 == ":" || $0 == "." }
    let zone = text.dropFirst(11 + timeOfDay.count)
    // To the hour, the minute or the second.
    let lengths = [2, 5, 8]
    guard
      text.count == 10
        || text.dropFirst(10).first == "T" && lengths.contains(timeOfDay.prefix { $0 != "." }.count)
    else { return nil }
    let whole = timeOfDay + "00:00:00".dropFirst(timeOfDay.count)
    let here = "\(text.prefix(10))T\(whole)"
    if !zone.isEmpty { return nanosecondsSince1970(here + zone) }
    guard let asUTC = nanosecondsSince1970(here + "Z"), asUTC < secondsMax * 1_000_000_000 else {
      return nil
    }
    let rules = SystemTimeZone.rules
    // The offset of the hour around it; only within an hour of a change of clocks is it another one.
    let guess = asUTC - rules.offset(at: asUTC / 1_000_000_000) * 1_000_000_000
    return asUTC - rules.offset(at: guess / 1_000_000_000) * 1_000_000_000
  }
}
