import Testing
import TradingService

struct `Reading the configuration` {
  @Test func `a right one tells what to serve`() throws {
    let (configuration, problems) = ServiceConfiguration.read(Array(Sample.document.utf8))

    #expect(problems.isEmpty)
    let read = try #require(configuration)
    #expect(read.environment == "dev")
    #expect(read.api.bind == Address(host: "0.0.0.0", port: 8080))
    #expect(read.quotesEndpoint == Address(host: "quotes", port: 8081))
    #expect(read.quotes.maxAge == .seconds(10))
    #expect(read.api.rateLimit == nil)
    #expect(read.logging == LogSettings(level: .debug, format: .text))
  }

  @Test func `every problem is named in one run`() {
    let text = """
      {"schema_version": 2, "environment": {"name": "dev", "tier": "dev"},
       "endpoints": {"public": "http://127.0.0.1:1", "quotes": "http://user:pw@quotes:8081"},
       "api": {"bind": "0.0.0.0:99999", "cros": {}, "rate_limit":
         {"enabled": true, "requests_per_second": 50, "burst": 10}},
       "quotes": {"bind": "0.0.0.0:8081", "intervall": 2000, "symbols": [], "max_age": 10000},
       "logging": {"level": 3, "format": "json"}}
      """

    #expect(
      Sample.problems(text) == """
        c.json: error: schema_version is 2; version 1 is expected [wrong-value]
        c.json: error: environment.tier is "dev"; one of "development", "staging", "production" \
        is expected [wrong-value]
        c.json: error: endpoints.quotes is "http://•••@quotes:8081"; an address such as \
        http://quotes:8081, without path, user or password is expected [wrong-value]
        c.json: error: api.bind is "0.0.0.0:99999"; host:port is expected [wrong-value]
        c.json: error: api.rate_limit.burst is 10, less than requests_per_second (50) \
        [contradiction]
        hint: a burst as large as one second's requests is the least that lets them through
        c.json: error: api.cros is not a key of the configuration [unknown-key]
        hint: did you mean api.cors?
        c.json: error: quotes.interval is missing; a whole number of milliseconds from 10 to \
        31622400000 is expected [missing-key]
        c.json: error: quotes.symbols is a list; a list of one or more symbols such as AAPL is \
        expected [wrong-value]
        c.json: error: quotes.intervall is not a key of the configuration [unknown-key]
        hint: did you mean quotes.interval?
        c.json: error: logging.level is 3; one of "trace", "debug", "info", "warning", "error" \
        is expected [wrong-value]
        """)
  }

  @Test func `a missing section is missed once and not key by key`() {
    let text = Sample.document.replacing(Sample.logging, with: "\"debug\": {}")

    #expect(
      Sample.problems(text) == """
        c.json: error: logging is missing; an object is expected [missing-key]
        """)
  }

  @Test func `quotes that are too old before the next ones come contradict themselves`() {
    let text = Sample.document.replacing("\"max_age\": 10000", with: "\"max_age\": 1000")

    #expect(
      Sample.problems(text) == """
        c.json: error: quotes.max_age is shorter than quotes.interval [contradiction]
        hint: every quote would be too old before the next one comes; allow several intervals
        """)
  }

  @Test(arguments: ["", "[]", "{\"schema_version\": 1", "null"])
  func `what is not a JSON object is named as that`(text: String) {
    #expect(
      Sample.problems(text) == "c.json: error: the file is not a JSON object [not-json]")
  }

  @Test func `keys and certificates that are asked for and not named contradict themselves`() {
    let text = Sample.document.replacing(
      "\"bind\": \"0.0.0.0:8080\"",
      with:
        "\"bind\": \"0.0.0.0:8080\", \"auth\": {\"mode\": \"api_key\"}, \"tls\": {\"enabled\": true}"
    )

    #expect(
      Sample.problems(text) == """
        c.json: error: api.auth.mode is api_key, but no keys are named [contradiction]
        c.json: error: api.tls.enabled is true, but certificate or key is not named [contradiction]
        """)
  }

  @Test func `a folder in place of the file is named`() {
    let problems = readConfiguration(at: "/").problems

    #expect(
      problems.map { $0.lines(file: "/") } == [
        """
        /: error: the file cannot be read: Is a directory [unreadable]
        hint: `triptych render ENV` writes it; the Compose files mount its folder at /etc/trading
        """
      ])
  }

  @Test func `a file without end is not read to its end`() {
    let problems = readConfiguration(at: "/dev/zero").problems

    #expect(problems.map(\.text) == ["the file is larger than 1048576 bytes"])
  }
}
