import Logging
import Testing
import TradingService

struct `Logging requests` {
  @Test func `a request is named, and its name is in the answer and in every line`() async throws {
    try await serving { service async throws in
      let answer = try await service.target.ask("/quotes", ["X-Request-Id": "order-42"])
      let made = try await service.target.ask("/quotes")
      let insane = try await service.target.ask("/quotes", ["X-Request-Id": "a b"])

      #expect(answer.headers["x-request-id"] == "order-42")
      #expect(made.headers["x-request-id"]?.count == 16)
      #expect(insane.headers["x-request-id"]?.count == 16)
      let line = try #require(service.log.lines.first { $0.contains("order-42") })
      #expect(line.contains(" INFO dev/api GET /quotes 200 "))
      #expect(line.contains(" request_id=order-42"))
    }
  }

  /// Proves `logging.level`.
  @Test
  func `logging.level: what is below it is not written, and what comes by the clock is debug`()
    async throws
  {
    for (level, expected) in [(LogSettings.Level.debug, [true, true]), (.info, [false, true])] {
      try await serving(level) { service async throws in
        _ = try await service.target.ask("/health/live")
        _ = try await service.target.ask("/quotes")

        #expect(
          [service.log.text.contains("GET /health/live"), service.log.text.contains("GET /quotes")]
            == expected)
      }
    }
  }

  /// Proves `logging.format`.
  @Test func `logging.format: text is for people, json for programs`() async throws {
    for (format, begin) in [(LogSettings.Format.text, "2"), (.json, "{\"time\":\"2")] {
      let configuration = try Sample.configuration { $0.logging.format = format }
      try await RunningService.serving(configuration) { service async throws in
        _ = try await service.target.ask("/quotes")

        #expect(service.log.lines.allSatisfy { $0.hasPrefix(begin) })
      }
    }
  }

  @Test func `a client that shows its key does not get it into the log`() async throws {
    try await serving { service async throws in
      let key = Sample.key
      _ = try await service.target.ask("/quotes?key=\(key)", ["X-API-Key": key])
      _ = try await service.target.ask("/\(key)", ["X-Request-Id": key, "Referer": key])

      #expect(service.log.text.contains("GET /••• 404"))
      #expect(service.log.text.contains("request_id=•••"))
      #expect(!service.log.text.contains(key))
    }
  }

  @Test func `a line names the client that proved a key, and nobody where none was proved`()
    async throws
  {
    try await serving { service async throws in
      _ = try await service.target.ask("/positions")
      _ = try await service.target.ask("/orders", ["X-API-Key": Sample.otherKey], withKey: false)
      _ = try await service.target.ask("/quotes", ["X-API-Key": "wrong"], withKey: false)

      let lines = service.log.lines
      let line = { (path: String) in lines.first { $0.contains(" GET \(path) ") } ?? "" }
      #expect(line("/positions").contains(" 200 client=key 1 "))
      #expect(line("/orders").contains(" 200 client=key 2 "))
      #expect(line("/quotes").contains(" 401 address=127.0.0.1 "))
      #expect(!line("/quotes").contains("client="))
    }
  }

  @Test func `who halts trading is named, also where only warnings are written`() async throws {
    try await serving(.warning) { service async throws in
      let halt = #"{"halted":true,"reason":"test"}"#
      let json = ["Content-Type": "application/json"]
      _ = try await service.target.ask("/kill-switch", method: "PUT", json, body: halt)

      #expect(
        service.log.lines.contains {
          $0.hasSuffix(" WARNING dev/api Trading is halted. client=key 1 reason=test")
        })
    }
  }

  @Test func `requests above the limit are warnings, ten a minute and no more`() async throws {
    let configuration = try Sample.configuration {
      $0.api.rateLimit = RateLimit(requestsPerSecond: 1, burst: 1)
      $0.logging.level = .info
    }
    try await RunningService.serving(configuration) { service async throws in
      for _ in 0..<30 { _ = try await service.target.ask("/quotes") }

      let told = service.log.lines.count { $0.contains(" GET /quotes 429 ") }
      #expect(told == 10)
    }
  }

  @Test func `what stands under a telling name is masked whatever it is`() {
    let log = LogCollector()
    let configuration = try? Sample.configuration()
    guard let configuration else { return }
    let logger = Logger(configuration, role: .api, write: log.take)

    logger.info(
      "m", metadata: ["Authorization": "a", "api_key": "b", "dbPassword": "c", "count": "4"])

    #expect(log.text.contains("m Authorization=••• api_key=••• count=4 dbPassword=•••\n"))
  }

  @Test func `refusals are warnings, ten a minute and the rest is counted`() async throws {
    try await serving(.warning) { service async throws in
      for _ in 0..<15 { _ = try await service.target.ask("/quotes", withKey: false) }

      #expect(service.log.lines.count { $0.contains(" WARNING dev/api GET /quotes 401") } == 10)
    }
    var refusals = RefusalLog()
    for _ in 0..<12 { _ = refusals.tell(now: .zero) }
    let untold = refusals.tell(now: .seconds(60))
    #expect(untold == 2)
  }

  private func serving(
    _ level: LogSettings.Level = .debug, _ body: (RunningService) async throws -> Void
  ) async throws {
    let configuration = try Sample.configuration {
      $0.api.authentication = Sample.authentication
      $0.logging.level = level
    }
    try await RunningService.serving(configuration, body: body)
  }
}
