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

  @Test func `the same port says without TLS and key whether the role is ready`() async throws {
    let configuration = try Sample.configuration { $0.api.authentication = Sample.authentication }
    try await RunningService.serving(configuration) { service in
      let answer = try await service.metrics.ask("/health/ready")
      let counted = try await service.metrics.ask("/metrics")

      #expect(answer.status == 200)
      #expect(answer.body == "ready\n")
      #expect(!counted.body.contains("route=\"/health/ready\""))
    }
  }

  @Test func `the same port says why a role is not ready`() async throws {
    let nobody = Address(host: "127.0.0.1", port: 1)
    let configuration = try Sample.configuration { $0.quotesEndpoint = nobody }
    try await RunningService.serving(.api, configuration) { service in
      let answer = try await service.metrics.ask("/health/ready")

      #expect(answer.status == 503)
      #expect(answer.body.hasPrefix("There are no quotes yet"))
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
