/// A bucket of `burst` tokens that fills with `requestsPerSecond`; each request takes one.
package struct TokenBucket: Sendable {
  /// What a client is told about its bucket after it has asked for a token.
  package struct Verdict: Hashable, Sendable {
    /// Nil when the token was there, else the whole seconds until the next one, at least one.
    package var retryAfterSeconds: Int?
    package var remaining: Int
    /// Whole seconds until the bucket is full again.
    package var resetSeconds: Int
  }

  private let limit: RateLimit
  private var tokens: Double
  private(set) var filled: Duration

  /// A full bucket at the moment `now`, counted from any fixed point.
  package init(_ limit: RateLimit, now: Duration) {
    self.limit = limit
    self.tokens = Double(limit.burst)
    self.filled = now
  }

  /// Takes a token when there is one.
  package mutating func take(now: Duration) -> Verdict {
    fill(now: now)
    let isGranted = tokens >= 1
    if isGranted { tokens -= 1 }
    return Verdict(
      retryAfterSeconds: isGranted ? nil : max(1, seconds(for: 1 - tokens)),
      remaining: Int(tokens),
      resetSeconds: seconds(for: Double(limit.burst) - tokens))
  }

  /// Whether it is no different from a new one, so that it needs not be kept.
  package func isFull(now: Duration) -> Bool {
    var copy = self
    copy.fill(now: now)
    return copy.tokens >= Double(limit.burst)
  }

  private mutating func fill(now: Duration) {
    // Exactly: in whole milliseconds, who asks more often than that would never get a token again.
    let elapsed = max(0, (now - filled).exactSeconds)
    tokens = min(Double(limit.burst), tokens + elapsed * Double(limit.requestsPerSecond))
    filled = now
  }

  private func seconds(for tokens: Double) -> Int {
    Int((tokens / Double(limit.requestsPerSecond)).rounded(.up))
  }
}
