/// A bucket of `burst` tokens that fills with `requestsPerSecond`; each request takes one.
package struct TokenBucket: Sendable {
  private let limit: RateLimit
  private var tokens: Double
  private var filled: Duration

  /// A full bucket at the moment `now`, counted from any fixed point.
  package init(_ limit: RateLimit, now: Duration) {
    self.limit = limit
    self.tokens = Double(limit.burst)
    self.filled = now
  }

  /// Takes a token; when there is none, says how many whole seconds to wait for one, at least one.
  package mutating func take(now: Duration) -> Int? {
    let seconds = max(0, Double((now - filled).milliseconds) / 1_000)
    let rate = Double(limit.requestsPerSecond)
    tokens = min(Double(limit.burst), tokens + seconds * rate)
    filled = now
    guard tokens >= 1 else { return max(1, Int(((1 - tokens) / rate).rounded(.up))) }
    tokens -= 1
    return nil
  }
}
