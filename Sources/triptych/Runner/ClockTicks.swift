import Console
import Glibc

/// When the clock on the screen moves next: at multiples of the wanted period, so that the loop sleeps in between.
struct ClockTicks {
  private var periodSeconds = 60
  private var due = 0

  /// Null while nobody wants a clock.
  var millisecondsToNextTick: Int? { max(0, due - Self.now) }

  var isDue: Bool {
    mutating get {
      guard Self.now >= due else { return false }
      schedule()
      return true
    }
  }

  mutating func follow(_ subscriptions: Set<Subscription>) {
    var wanted = 60
    for case .clock(let seconds) in subscriptions { wanted = min(wanted, seconds) }
    guard wanted != periodSeconds || due == 0 else { return }
    periodSeconds = wanted
    schedule()
  }

  /// Just behind the multiple, lest rounding wakes the loop a moment too early.
  private mutating func schedule() {
    let period = periodSeconds * 1000
    due = (Self.now / period + 1) * period + 5
  }

  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
