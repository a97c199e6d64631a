import HTTPTypes
import Hummingbird
import Logging
import Testing
import TradingService

struct `Answering requests` {
  @Test func `a process that serves is alive, whatever it can reach`() async throws {
    let configuration = try Sample.configuration()

    let answer = try await ask(
      "/health/live", of: configuration, feed: QuotesFeed(configuration, logger: silent))

    #expect(
      answer == """
        200
        {"environment":"dev","service":"api","status":"live","version":"\(version)"}
        """)
  }

  @Test func `an api without quotes is not ready, and the answer says why`() async throws {
    let configuration = try Sample.configuration()

    let answer = try await ask(
      "/health/ready", of: configuration, feed: QuotesFeed(configuration, logger: silent))

    #expect(
      answer == """
        503
        {"detail":"The api is not ready.","reasons":["There are no quotes yet."],"status":503,\
        "title":"Service Unavailable"}
        """)
  }

  @Test func `the quotes role answers with prices, their age and its name`() async throws {
    let answer = try await ask("/quotes", role: .quotes, of: try Sample.configuration())

    #expect(
      answer == """
        200
        {"age_milliseconds":0,"quotes":[{"price":"141.55","symbol":"AAPL"},\
        {"price":"347.69","symbol":"MSFT"}],\
        "served_by":"one","tick":1000}
        """)
  }

  /// Proves `debug.enabled`.
  @Test func `the effective configuration is shown while debugging and does not exist otherwise`()
    async throws
  {
    let debugged = try Sample.configuration { $0.debug.enabled = true }

    let shown = try await ask("/config", of: debugged)

    #expect(
      shown.hasPrefix(
        "200\n{\"api\":{\"auth\":{\"header\":\"X-API-Key\",\"keys\":null,\"mode\":\"none\"}"))
    #expect(
      try await ask("/config", of: try Sample.configuration()) == """
        404
        {"status":404,"title":"Not Found"}
        """)
  }

  @Test func `a page of an allowed origin may read answers, also the bad ones`() async throws {
    let configuration = try Sample.configuration {
      $0.api.cors.allowedOrigins = ["http://localhost:3000"]
    }

    #expect(
      try await ask(
        "/nothing", headers: [.origin: "http://localhost:3000"],
        showing: [.accessControlAllowOrigin, .vary], of: configuration) == """
          404
          Access-Control-Allow-Origin: http://localhost:3000
          Vary: Origin
          {"status":404,"title":"Not Found"}
          """)
    #expect(
      try await ask(
        "/health/live", headers: [.origin: "http://elsewhere"],
        showing: [.accessControlAllowOrigin], of: configuration
      ).hasPrefix("200\nAccess-Control-Allow-Origin: none\n"))
  }

  @Test func `a preflight is told the methods and for how long that holds`() async throws {
    let configuration = try Sample.configuration {
      $0.api.cors = CORSPolicy(
        allowedOrigins: ["*"], allowedMethods: ["GET", "POST"], maxAge: .seconds(600))
    }

    let answer = try await ask(
      "/quotes", method: .options,
      headers: [.origin: "http://a", .accessControlRequestMethod: "POST"],
      showing: [.accessControlAllowOrigin, .accessControlAllowMethods, .accessControlMaxAge],
      of: configuration)

    #expect(
      answer == """
        204
        Access-Control-Allow-Origin: *
        Access-Control-Allow-Methods: GET, POST
        Access-Control-Max-Age: 600
        """)
  }

  @Test func `requests above the limit are told to come back, and health is answered`() async throws
  {
    let configuration = try Sample.configuration {
      $0.api.rateLimit = RateLimit(requestsPerSecond: 1, burst: 1)
    }
    let responder = routes(of: .api, configuration, feed: nil, host: "one") { 0 }.buildResponder()

    _ = try await ask(responder, "/nothing")

    #expect(
      try await ask(responder, "/nothing", showing: [.retryAfter]) == """
        429
        Retry-After: 1
        {"detail":"The limit of requests is reached.","status":429,\
        "title":"Too Many Requests"}
        """)
    #expect(try await ask(responder, "/health/live").hasPrefix("200\n"))
  }

  @Test func `a body that is too large is refused by its announced length`() async throws {
    let configuration = try Sample.configuration { $0.api.maxRequestBodyBytes = 10 }

    #expect(
      try await ask("/quotes", headers: [.contentLength: "11"], of: configuration) == """
        413
        {"detail":"A body may have 10 bytes.","status":413,"title":"Content Too Large"}
        """)
  }

  private var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
