import ArgumentParser
import Console
import Environments
import Glibc
import Operations

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
    guard let civil = CivilTime(argument.prefix(16)),
      let offset = UTCOffset(argument.dropFirst(16))
    else { return nil }
    self.init(seconds: civil.seconds - offset.minutes * 60, offsetMinutes: offset.minutes)
  }

  /// The current time by the clock and the time zone of the system.
  static var now: PointInTime {
    let seconds = time(nil)
    let offset = SystemTimeZone.rules.offset(at: seconds)
    return PointInTime(seconds: seconds, offsetMinutes: offset / 60)
  }

  var message: Message { .ticked(now: seconds, utcOffsetMinutes: offsetMinutes) }

  /// A tick of the system's clock.
  static var tick: Message {
    var time = timespec()
    // This clock continues while the machine sleeps; the monotonic clock does not.
    clock_gettime(CLOCK_BOOTTIME, &time)
    let now = now
    return .ticked(
      now: now.seconds, utcOffsetMinutes: now.offsetMinutes, uptime: time.tv_sec)
  }
}
