import Testing
import TradingService

struct `Serving metrics` {
  /// Proves `metrics.bind`.
  @Test func `metrics.bind: both roles tell theirs on a port of its own, and only metrics`()
    async throws
  {
    try await RunningService.serving(try Sample.configuration()) { service in
      _ = try await service.target.ask("/quotes")
      _ = try await service.target.ask("/no-such-path")

      let answer = try await service.metrics.ask("/metrics")
      let other = try await service.metrics.ask("/quotes")
      let missing = try await service.target.ask("/metrics")

      #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
      #expect(
        answer.body.contains(
          "trading_http_requests_total{role=\"api\",method=\"GET\",route=\"/quotes\",status=\"200\"} 1"
        ))
      #expect(answer.body.contains("route=\"unmatched\",status=\"404\"} 1"))
      #expect(answer.body.contains("\ntrading_ready 1\n"))
      #expect(answer.body.contains("\ntrading_quotes_age_seconds "))
      #expect([other.status, missing.status] == [404, 404])
    }
  }

  @Test func `the quotes role has no quotes to wait for`() async throws {
    try await RunningService.serving(.quotes, try Sample.configuration()) { service in
      let answer = try await service.metrics.ask("/metrics")

      #expect(answer.body.contains("role=\"quotes\"} 1"))
      #expect(!answer.body.contains("trading_quotes_age_seconds"))
    }
  }
}
