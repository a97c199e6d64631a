import Environments

/// A moment after which nobody waits any more, and how long the whole may take.
struct Deadline: Sendable {
  let start: ContinuousClock.Instant
  let timeoutMilliseconds: Int

  init(timeoutMilliseconds: Int) {
    start = .now
    self.timeoutMilliseconds = max(timeoutMilliseconds, 1)
  }

  /// Microseconds since the start.
  var elapsed: Int { (ContinuousClock.now - start).microseconds }

  /// Milliseconds left, rounded up; 0 when it is over.
  var remaining: Int { max(0, timeoutMilliseconds - elapsed / 1_000) }

  /// `no answer within 2 s (connecting)`.
  func missed(_ doing: String) -> String {
    "no answer within \(Span.exactly(milliseconds: timeoutMilliseconds)) (\(doing))"
  }
}
