/// Lets a few looks follow each other at once, and holds a stream of them down to one in each period.
struct RefreshLimiter: Sendable {
  static let countMax = 3

  let period: Duration
  private var spentUntil: ContinuousClock.Instant

  init(period: Duration, now: ContinuousClock.Instant) {
    self.period = period
    spentUntil = now
  }

  /// How long the next look has to wait; it is taken as done then.
  mutating func take(at now: ContinuousClock.Instant) -> Duration {
    spentUntil = max(spentUntil, now) + period
    return max(.zero, spentUntil - now - period * Self.countMax)
  }

  /// Takes a turn that is free at once; without one nothing is taken.
  mutating func takeNow(at now: ContinuousClock.Instant) -> Bool {
    var next = self
    guard next.take(at: now) == .zero else { return false }
    self = next
    return true
  }
}
