import Testing
import TradingService

extension BlackBox {
  struct `Limiting requests` {
    /// Proves `api.rate_limit.enabled`.
    @Test func `api.rate_limit.enabled: every limited answer tells the limit, and health has none`()
      async throws
    {
      try await Target.using { target async throws in
        let limit = target.configuration.api.rateLimit

        let answer = try await target.ask("/quotes")
        let health = try await target.ask("/health/live")

        #expect(answer.headers["ratelimit-limit"] == limit.map { "\($0.burst)" })
        #expect((answer.headers["ratelimit-remaining"] == nil) == (limit == nil))
        #expect((answer.headers["ratelimit-reset"] == nil) == (limit == nil))
        #expect(health.headers["ratelimit-limit"] == nil)
      }
    }

    /// Proves `api.rate_limit.burst`.
    @Test
    func `api.rate_limit.burst: more requests at once than it allows are told when to come again`()
      async throws
    {
      try await Target.using { target async throws in
        guard let limit = target.configuration.api.rateLimit else { return }
        // Without a key, so that the clients of other tests are not slowed down.
        let one = target.head("GET", "/nothing", ["Connection": "keep-alive"], withKey: false)
        let last = target.head("GET", "/nothing", withKey: false)

        let answers = try await Wire.exchange(
          [String(repeating: one, count: limit.burst * 2) + last], with: target,
          patience: .seconds(60))

        let refused = try #require(answers.firstRange(of: "HTTP/1.1 429"))
        let answer = try #require(Answer(String(answers[refused.lowerBound...])))
        #expect(answer.headers["retry-after"] == "1")
        #expect(answer.headers["ratelimit-remaining"] == "0")
        #expect(answer.body.contains("The limit of requests is reached."))
        #expect(try await target.ask("/health/live").status == 200)
        if target.key != nil { #expect(try await target.ask("/quotes").status == 200) }

        // The tests that follow ask without a key, too: a live target lets them in after the time it told.
        try await Task.sleep(for: .seconds(Int(answer.headers["retry-after"] ?? "") ?? 0))
      }
    }
  }
}
