/// How long to wait before the next attempt: a little longer each time, and short again once there was success.
struct Backoff: Hashable, Sendable {
  let pauseMin: Duration
  let pauseMax: Duration
  private var pause: Duration

  init(pauseMin: Duration, pauseMax: Duration) {
    self.pauseMin = pauseMin
    self.pauseMax = pauseMax
    pause = pauseMin
  }

  /// What to wait now.
  mutating func next() -> Duration {
    defer { pause = min(pause * 2, pauseMax) }
    return pause
  }

  /// A stream that told something, or lived for a minute, was no failure.
  mutating func heard(events: Int, during life: Duration) {
    if events > 0 || life >= .seconds(60) { pause = pauseMin }
  }
}
