import Testing
import TradingService

struct `Limiting each client` {
  private let limit = RateLimit(requestsPerSecond: 1, burst: 2)

  /// Proves `api.rate_limit.requests_per_second`.
  @Test func `api.rate_limit.requests_per_second: one client does not use up another's`() {
    var buckets = ClientBuckets()

    _ = buckets.take(for: "a", limit: limit, now: .zero)
    _ = buckets.take(for: "a", limit: limit, now: .zero)

    #expect(buckets.take(for: "a", limit: limit, now: .zero).retryAfterSeconds == 1)
    #expect(buckets.take(for: "b", limit: limit, now: .zero).retryAfterSeconds == nil)
    #expect(buckets.take(for: "a", limit: limit, now: .seconds(1)).retryAfterSeconds == nil)
    #expect(buckets.take(for: "a", limit: limit, now: .seconds(1)).retryAfterSeconds == 1)
  }

  @Test func `a client that was quiet long enough is forgotten, since it would be new again`() {
    var buckets = ClientBuckets(countMax: 2)
    _ = buckets.take(for: "a", limit: limit, now: .zero)
    _ = buckets.take(for: "b", limit: limit, now: .seconds(10))

    _ = buckets.take(for: "c", limit: limit, now: .seconds(10))

    #expect(buckets.count == 2)
    #expect(buckets.take(for: "b", limit: limit, now: .seconds(10)).remaining == 0)
  }

  @Test func `ever more clients do not take ever more memory`() {
    var buckets = ClientBuckets(countMax: 100)

    for number in 0..<10_000 {
      _ = buckets.take(for: "\(number)", limit: limit, now: .zero)
      #expect(buckets.count <= 100)
    }
  }

  @Test func `a changed limit counts at once`() {
    var buckets = ClientBuckets()
    _ = buckets.take(for: "a", limit: RateLimit(requestsPerSecond: 1, burst: 1), now: .zero)

    let verdict = buckets.take(for: "a", limit: limit, now: .zero)

    #expect(verdict.retryAfterSeconds == nil)
    #expect(verdict.remaining == 1)
  }
}
