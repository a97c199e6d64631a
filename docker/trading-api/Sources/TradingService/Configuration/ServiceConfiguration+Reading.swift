import FoundationEssentials
import HTTPTypes

extension ServiceConfiguration {
  /// Reads a rendered configuration. Either it is right and complete, or every problem is named.
  package static func read(_ bytes: [UInt8]) -> (
    configuration: ServiceConfiguration?, problems: [ConfigurationProblem]
  ) {
    let document: [String: JSONValue]
    do {
      document = try JSONDecoder().decode([String: JSONValue].self, from: Data(bytes))
    } catch {
      return (nil, [ConfigurationProblem(.notJSON, "the file is not a JSON object")])
    }
    var reader = DocumentReader(document)
    var configuration = read(&reader)
    reader.close()
    configuration.effective = .object(reader.effective)
    return (reader.problems.isEmpty ? configuration : nil, reader.problems)
  }

  private static func read(_ reader: inout DocumentReader) -> ServiceConfiguration {
    _ = reader.read("schema_version", "version 1", default: nil, standIn: 1) {
      if case .int(1) = $0 { 1 } else { nil }
    }
    let (environment, tier) = reader.section("environment") {
      ($0.text("name"), $0.word("tier", Tier.self) ?? .staging)
    }
    let debug = reader.section("debug", required: false) {
      Debug(
        enabled: $0.bool("enabled", default: false),
        verboseErrors: $0.bool("verbose_errors", default: false))
    }
    let (publicURL, quotesEndpoint) = reader.section("endpoints") {
      ($0.text("public"), $0.endpoint("quotes"))
    }
    let api = reader.section("api") { readAPI(&$0) }
    let quotes = reader.section("quotes") { readQuotes(&$0) }
    let trading = reader.section("trading", required: false) { readTrading(&$0) }
    let database = reader.section("database", required: false) { readDatabase(&$0) }
    let metrics = reader.section("metrics", required: false) {
      $0.address("bind", default: "0.0.0.0:9464")
    }
    let logging = reader.section("logging") {
      LogSettings(
        level: $0.word("level", LogSettings.Level.self) ?? .info,
        format: $0.word("format", LogSettings.Format.self) ?? .json)
    }
    return ServiceConfiguration(
      environment: environment, tier: tier, debug: debug,
      publicURL: publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL,
      quotesEndpoint: quotesEndpoint, api: api, quotes: quotes, trading: trading,
      database: database, metrics: metrics, logging: logging, effective: .null)
  }

  private static func readAPI(_ reader: inout DocumentReader) -> API {
    let bind = reader.address("bind")
    let cors = reader.section("cors", required: false) {
      CORSPolicy(
        allowedOrigins: $0.texts("allowed_origins", default: []),
        allowedMethods: $0.texts("allowed_methods", default: ["GET"]),
        maxAge: $0.duration("max_age", default: 600_000))
    }
    let rateLimit = reader.section("rate_limit", required: false) { readRateLimit(&$0) }
    let authentication = reader.section("auth", required: false) { readAuthentication(&$0) }
    let tls = reader.section("tls", required: false) { readTLS(&$0) }
    let maxRequestBodyBytes = reader.bytes("max_request_body", default: 1_048_576)
    let connectionsMax = reader.int("max_connections", in: 1...100_000, default: 512)
    let (request, idle, shutdown) = reader.section("timeouts", required: false) {
      (
        $0.duration("request", from: 1, default: 10_000),
        $0.duration("idle", from: 1, default: 30_000),
        $0.duration("shutdown", default: 5_000)
      )
    }
    return API(
      bind: bind, cors: cors, rateLimit: rateLimit, authentication: authentication, tls: tls,
      maxRequestBodyBytes: maxRequestBodyBytes, connectionsMax: connectionsMax,
      requestTimeout: request, idleTimeout: idle, shutdownTimeout: shutdown)
  }

  private static func readAuthentication(
    _ reader: inout DocumentReader
  ) -> AuthenticationSettings? {
    let mode = reader.word("mode", AuthenticationMode.self, default: "none")
    let header = reader.read(
      "header", "the name of an HTTP header", default: "X-API-Key", standIn: ""
    ) { if case .text(let name) = $0, HTTPField.Name(name) != nil { name } else { nil } }
    let keys = reader.optionalText("keys")
    guard mode == .apiKey else { return nil }
    guard let keys else {
      reader.note(.contradiction, "\(reader.name("mode")) is api_key, but no keys are named")
      return nil
    }
    return AuthenticationSettings(header: header, keys: keys)
  }

  private static func readTLS(_ reader: inout DocumentReader) -> TLSSettings? {
    let isEnabled = reader.bool("enabled", default: false)
    let minVersion = reader.word("min_version", TLSSettings.Version.self, default: "1.2") ?? .v12
    let certificate = reader.optionalText("certificate")
    let key = reader.optionalText("key")
    guard isEnabled else { return nil }
    guard let certificate, let key else {
      reader.note(
        .contradiction, "\(reader.name("enabled")) is true, but certificate or key is not named")
      return nil
    }
    return TLSSettings(minVersion: minVersion, certificate: certificate, key: key)
  }

  private static func readRateLimit(_ reader: inout DocumentReader) -> RateLimit? {
    let enabled = reader.bool("enabled", default: false)
    let rate = reader.int("requests_per_second", in: 1...1_000_000, default: 50)
    let burst = reader.int("burst", in: 1...1_000_000, default: 100)
    if enabled, burst < rate {
      reader.note(
        .contradiction,
        "\(reader.name("burst")) is \(burst), less than requests_per_second (\(rate))",
        hint: "a burst as large as one second's requests is the least that lets them through")
    }
    return enabled ? RateLimit(requestsPerSecond: rate, burst: burst) : nil
  }

  private static func readQuotes(_ reader: inout DocumentReader) -> Quotes {
    let quotes = Quotes(
      bind: reader.address("bind"),
      interval: reader.duration("interval", from: 10),
      symbols: reader.texts(
        "symbols", "a list of one or more symbols such as AAPL", atLeast: 1
      ) { $0.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == ".") } },
      maxAge: reader.duration("max_age", from: 10))
    if quotes.maxAge < quotes.interval {
      reader.note(
        .contradiction, "\(reader.name("max_age")) is shorter than \(reader.name("interval"))",
        hint: "every quote would be too old before the next one comes; allow several intervals")
    }
    return quotes
  }
}

private enum AuthenticationMode: String, CaseIterable {
  case none
  case apiKey = "api_key"
}
