import ArgumentParser
import Console
import Glibc

/// A moment and the offset its clock shows, as typed: `2026-11-23T14:02Z` or `2026-11-23T14:02+01:00`.
struct PointInTime: ExpressibleByArgument {
  /// Seconds since 1970.
  let seconds: Int
  let offsetMinutes: Int

  init(seconds: Int, offsetMinutes: Int) {
    self.seconds = seconds
    self.offsetMinutes = offsetMinutes
  }

  init?(argument: String) {
    let numbers = argument.prefix(16).split { "-T:".contains($0) }.map { Int32($0) }
    guard numbers.count == 5, let offset = Self.minutes(of: argument.dropFirst(16)),
      let year = numbers[0], let month = numbers[1], let day = numbers[2], let hour = numbers[3],
      let minute = numbers[4]
    else { return nil }
    var parts = tm()
    parts.tm_year = year - 1900
    parts.tm_mon = month - 1
    parts.tm_mday = day
    parts.tm_hour = hour
    parts.tm_min = minute
    self.init(seconds: timegm(&parts) - offset * 60, offsetMinutes: offset)
  }

  /// By the system's clock and time zone.
  static var now: PointInTime {
    var seconds = time(nil)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return PointInTime(seconds: seconds, offsetMinutes: parts.tm_gmtoff / 60)
  }

  var message: Message { .ticked(now: seconds, utcOffsetMinutes: offsetMinutes) }

  /// The system's clock as it goes on.
  static var tick: Message {
    var time = timespec()
    // Goes on while the machine sleeps, unlike the monotonic one.
    clock_gettime(CLOCK_BOOTTIME, &time)
    let now = now
    return .ticked(
      now: now.seconds, utcOffsetMinutes: now.offsetMinutes, uptime: time.tv_sec)
  }

  private static func minutes(of zone: Substring) -> Int? {
    if zone == "Z" { return 0 }
    let parts = zone.dropFirst().split(separator: ":")
    guard let sign = zone.first, sign == "+" || sign == "-",
      let hours = parts.first.flatMap({ Int($0) })
    else { return nil }
    let minutes = hours * 60 + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    return sign == "-" ? -minutes : minutes
  }
}
