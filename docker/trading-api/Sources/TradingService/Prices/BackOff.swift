/// How long to wait before trying again: twice as long after each failure, up to a bound.
struct BackOff {
  private let most: Duration
  private var nextWait: Duration

  static let least = Duration.milliseconds(100)

  init(atMost most: Duration) {
    self.most = max(most, Self.least)
    nextWait = Self.least
  }

  mutating func wait() -> Duration {
    defer { nextWait = min(nextWait * 2, most) }
    return nextWait
  }

  mutating func succeeded() { nextWait = Self.least }
}
