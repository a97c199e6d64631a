import Console
import Glibc

/// The time of the next change of the clock on the screen, so that the loop can sleep until then.
struct ClockTicks {
  private var periodSeconds = 60
  private var schedule = ClockSchedule(everySeconds: 60, after: Self.now)

  var millisecondsToNextTick: Int? { schedule.millisecondsLeft(at: Self.now) }

  var isDue: Bool {
    mutating get {
      let now = Self.now
      guard schedule.isDue(at: now) else { return false }
      schedule = ClockSchedule(everySeconds: periodSeconds, after: now)
      return true
    }
  }

  mutating func follow(_ subscriptions: Set<Subscription>) {
    var wanted = 60
    for case .clock(let seconds) in subscriptions { wanted = min(wanted, seconds) }
    guard wanted != periodSeconds else { return }
    periodSeconds = wanted
    schedule = ClockSchedule(everySeconds: wanted, after: Self.now)
  }

  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
