import Testing
import TradingService

struct `Limiting the rate` {
  @Test func `a burst goes through, and then as many as a second allows`() {
    var bucket = TokenBucket(RateLimit(requestsPerSecond: 2, burst: 3), now: .zero)

    #expect(bucket.take(now: .zero).retryAfterSeconds == nil)
    #expect(bucket.take(now: .zero).retryAfterSeconds == nil)
    #expect(bucket.take(now: .zero).retryAfterSeconds == nil)
    #expect(bucket.take(now: .zero).retryAfterSeconds == 1)
    #expect(bucket.take(now: .milliseconds(500)).retryAfterSeconds == nil)
    #expect(bucket.take(now: .milliseconds(600)).retryAfterSeconds == 1)
  }

  @Test func `quiet hours save up no more than a burst`() {
    var bucket = TokenBucket(RateLimit(requestsPerSecond: 2, burst: 2), now: .zero)

    #expect(bucket.take(now: .seconds(3_600)).retryAfterSeconds == nil)
    #expect(bucket.take(now: .seconds(3_600)).retryAfterSeconds == nil)
    #expect(bucket.take(now: .seconds(3_600)).retryAfterSeconds == 1)
  }

  @Test func `who asks more often than once a millisecond still gets what a second allows`() {
    var bucket = TokenBucket(RateLimit(requestsPerSecond: 100, burst: 1), now: .zero)

    let granted = (1...4_000).count {
      bucket.take(now: .microseconds($0 * 250)).retryAfterSeconds == nil
    }

    #expect((99...101).contains(granted))
  }

  @Test func `a client is told what is left and when it is all there again`() {
    var bucket = TokenBucket(RateLimit(requestsPerSecond: 2, burst: 5), now: .zero)

    _ = bucket.take(now: .zero)
    _ = bucket.take(now: .zero)
    let verdict = bucket.take(now: .zero)

    #expect(verdict.remaining == 2)
    #expect(verdict.resetSeconds == 2)
    #expect(!bucket.isFull(now: .seconds(1)))
    #expect(bucket.isFull(now: .milliseconds(1_500)))
  }
}
