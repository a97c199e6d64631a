import Environments
import Glibc
import Synchronization

/// Now, in seconds since 1970.
func secondsNow() -> Int { time(nil) }

/// Now, in milliseconds of the monotonic clock.
func millisecondsNow() -> Int {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
}

/// How long something may take, counted from its creation.
struct Deadline: Sendable {
  let start: ContinuousClock.Instant
  let timeoutMilliseconds: Int

  init(timeoutMilliseconds: Int) {
    start = .now
    self.timeoutMilliseconds = max(timeoutMilliseconds, 1)
  }

  /// Microseconds since the start.
  var elapsed: Int { (ContinuousClock.now - start).microseconds }

  /// Milliseconds left, rounded up; 0 after the deadline.
  var remaining: Int { max(0, timeoutMilliseconds - elapsed / 1_000) }

  /// Such as `no answer within 2 s (connecting)`.
  func missed(_ doing: String) -> String {
    "no answer within \(Span.exactly(milliseconds: timeoutMilliseconds)) (\(doing))"
  }
}

/// Calls a function once, at the moment that was set last.
final class Alarm: Sendable {
  private let waiting = Mutex<Task<Void, Never>?>(nil)
  private let ring: @Sendable () -> Void

  init(_ ring: @escaping @Sendable () -> Void) { self.ring = ring }

  /// Rings after a pause; replaces the moment that was set before.
  func set(in pause: Duration) {
    // Not structured: the next `set` cancels it, or `cancel`.
    let next = Task { [ring] in
      if pause > .zero { guard (try? await Task.sleep(for: pause)) != nil else { return } }
      if !Task.isCancelled { ring() }
    }
    waiting.withLock { waiting in
      waiting?.cancel()
      waiting = next
    }
  }

  func cancel() {
    waiting.withLock { waiting in
      waiting?.cancel()
      waiting = nil
    }
  }
}
