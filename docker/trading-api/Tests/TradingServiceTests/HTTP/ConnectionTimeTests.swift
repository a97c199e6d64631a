import Testing
import TradingService

struct `Keeping the time of connections` {
  /// Proves `api.timeouts.request`.
  @Test func `api.timeouts.request: a head that comes byte by byte is ended in time`() async throws
  {
    try await serving { service async throws in
      let pieces = service.target.head("GET", "/quotes").map(String.init)

      let answer = try await service.target.send(pieces, pause: .milliseconds(20))

      #expect(answer.status == 408)
      #expect(answer.problem?.detail == "The request was not complete within 300 ms.")
    }
  }

  @Test func `api.timeouts.request: a body that never ends is ended in time, and changes nothing`()
    async throws
  {
    try await serving { service async throws in
      let head = service.target.head(
        "POST", "/health/live", ["Content-Type": "application/json", "Content-Length": "100"])

      let answer = try await service.target.send(
        [head, "{", "\"a\"", ":", "1"], pause: .milliseconds(90))

      #expect(answer.status == 408)
    }
  }

  /// Proves `api.timeouts.idle`.
  @Test func `api.timeouts.idle: a connection without a request is closed`() async throws {
    try await serving { service async throws in
      #expect(try await Wire.exchange([""], with: service.target) == "")
    }
  }

  @Test func `api.timeouts.idle: so is one that has nothing more to say`() async throws {
    try await serving { service async throws in
      let head = service.target.head("GET", "/health/live", ["Connection": "keep-alive"])

      #expect(try await Wire.exchange([head], with: service.target).statuses == ["200"])
    }
  }

  /// Proves `api.max_connections`.
  @Test
  func `api.max_connections: one more is closed at once, counted, and those before it live on`()
    async throws
  {
    try await serving(idle: .seconds(5)) { service async throws in
      let first = try await Wire.connect(to: service.target)
      let second = try await Wire.connect(to: service.target)
      try await first.executeThenClose { inbound, outbound in
        try await outbound.write(
          .init(string: service.target.head("GET", "/health/live", ["Connection": "keep-alive"])))
        var answers = inbound.makeAsyncIterator()
        _ = try await answers.next()
        try await second.executeThenClose { others, other in
          try await other.write(
            .init(string: service.target.head("GET", "/health/live", ["Connection": "keep-alive"])))
          var otherAnswers = others.makeAsyncIterator()
          _ = try await otherAnswers.next()

          let third = try await Wire.exchange(
            [service.target.head("GET", "/health/live")], with: service.target)

          #expect(third == "")
          #expect(service.parts.metrics.counts.connectionsRefused == 1)
        }
        try await outbound.write(.init(string: service.target.head("GET", "/health/live")))
        #expect(try await answers.next().map { String(buffer: $0).statuses } == ["200"])
      }
    }
  }

  private func serving(
    idle: Duration = .milliseconds(400), _ body: (RunningService) async throws -> Void
  ) async throws {
    let configuration = try Sample.configuration {
      $0.api.requestTimeout = .milliseconds(300)
      $0.api.idleTimeout = idle
      $0.api.connectionsMax = 2
    }
    try await RunningService.serving(configuration, body: body)
  }
}
