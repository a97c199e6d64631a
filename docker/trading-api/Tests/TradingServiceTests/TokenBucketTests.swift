import Testing
import TradingService

struct `Limiting the rate` {
  @Test func `a burst goes through, and then as many as a second allows`() {
    var bucket = TokenBucket(RateLimit(requestsPerSecond: 2, burst: 3), now: .zero)

    #expect(bucket.take(now: .zero) == nil)
    #expect(bucket.take(now: .zero) == nil)
    #expect(bucket.take(now: .zero) == nil)
    #expect(bucket.take(now: .zero) == 1)
    #expect(bucket.take(now: .milliseconds(500)) == nil)
    #expect(bucket.take(now: .milliseconds(600)) == 1)
  }

  @Test func `quiet hours save up no more than a burst`() {
    var bucket = TokenBucket(RateLimit(requestsPerSecond: 2, burst: 2), now: .zero)

    #expect(bucket.take(now: .seconds(3_600)) == nil)
    #expect(bucket.take(now: .seconds(3_600)) == nil)
    #expect(bucket.take(now: .seconds(3_600)) == 1)
  }
}
