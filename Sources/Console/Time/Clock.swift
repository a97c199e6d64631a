import Environments

/// The operator's clock.
package struct Clock: Hashable, Sendable {
  /// Seconds since 1970.
  package var now: Int
  package var utcOffsetMinutes: Int
  /// Seconds of a clock that cannot be set; `nil` where time stands still.
  package var uptime: Int?

  package init(now: Int, utcOffsetMinutes: Int, uptime: Int? = nil) {
    self.now = now
    self.utcOffsetMinutes = utcOffsetMinutes
    self.uptime = uptime
  }

  /// The number of seconds by which the clock was set since `earlier`; one or two may come from rounding and time
  /// synchronization.
  func leap(since earlier: Clock) -> Int {
    guard let uptime, let before = earlier.uptime else { return 0 }
    let leap = (now - earlier.now) - (uptime - before)
    return abs(leap) > 2 ? leap : 0
  }

  /// Whether the machine has slept: the clock otherwise ticks at least every minute.
  func hasSlept(since earlier: Clock) -> Bool {
    guard let uptime, let before = earlier.uptime else { return false }
    return uptime - before > 150
  }

  /// Such as `14:02 +00`, or `14:02 +05:30` where the offset is not a whole hour.
  var text: String {
    shown.hourAndMinute + " " + UTCOffset(minutes: utcOffsetMinutes).text
  }

  /// Such as `14:02`.
  var hourAndMinute: String { shown.hourAndMinute }

  /// Such as `14:02:07`.
  var time: String { shown.timeOfDay }

  private var shown: CivilTime { CivilTime(now, utcOffsetMinutes: utcOffsetMinutes) }
}
