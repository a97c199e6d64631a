import NIOCore
import Testing
import TradingService

struct `Speaking TLS` {
  /// Proves `api.tls.enabled`.
  @Test func `api.tls.enabled: clients speak TLS, and the service can ask itself`() async throws {
    try await serving(.v12) { (service, _) async throws in
      #expect(try await service.target.ask("/quotes").status == 200)
      var configuration = service.target.configuration
      configuration.api.bind = Address(host: "127.0.0.1", port: service.target.port)

      let verdict = await checkHealth(
        of: .api, configuration, livenessOnly: false, timeout: .seconds(5))

      #expect(verdict == HealthVerdict(isHealthy: true, words: "ready"))
    }
  }

  @Test func `plain HTTP on the port of TLS is told so in plain HTTP`() async throws {
    try await serving(.v12) { (service, _) async throws in
      var plain = service.target
      plain.isTLS = false

      let answer = try await plain.ask("/quotes")

      #expect(answer.status == 400)
      #expect(answer.problem?.detail == "This port speaks TLS: use https.")
    }
  }

  @Test func `noise on the port of TLS ends the connection`() async throws {
    try await serving(.v12) { (service, _) async throws in
      var plain = service.target
      plain.isTLS = false

      _ = try await Wire.exchange(bytes: [[0x16, 3, 1, 0, 4, 1, 2, 3, 4, 0xFF]], with: plain)

      #expect(try await service.target.ask("/health/live").status == 200)
    }
  }

  /// Proves `api.tls.min_version`.
  @Test(arguments: [(TLSSettings.Version.v12, true), (.v13, false)])
  func `api.tls.min_version: an older version is accepted only where it is allowed`(
    version: TLSSettings.Version, isAccepted: Bool
  ) async throws {
    try await serving(version) { (service, _) async throws in
      var old = service.target
      old.isOldTLS = true

      let text = try? await Wire.exchange([old.head("GET", "/health/live")], with: old)

      #expect((text.flatMap { Answer($0) }?.status == 200) == isAccepted)
      #expect(try await service.target.ask("/health/live").status == 200)
    }
  }

  /// Proves `api.tls.certificate`.
  @Test func `api.tls.certificate: a renewed one counts for new connections, and old ones go on`()
    async throws
  {
    try await serving(.v12) { service, old in
      let renewed = try Certificate(name: "renewed")
      defer { renewed.remove() }
      var trusting = service.target
      trusting.authority = old.certificate
      let open = try await Wire.connect(to: trusting)
      try await open.executeThenClose { inbound, outbound in
        var answers = inbound.makeAsyncIterator()
        let request = ByteBuffer(
          string: trusting.head("GET", "/health/live", ["Connection": "keep-alive"]))
        try await outbound.write(request)
        _ = try await answers.next()

        let settings = TLSSettings(
          minVersion: .v12, certificate: renewed.certificate, key: renewed.key)
        var configuration = service.target.configuration
        configuration.api.tls = settings
        let next = try #require(Live.load(configuration, role: .api).live)
        service.parts.live.replace(with: next)

        try await outbound.write(request)
        #expect(try await answers.next().map { String(buffer: $0).statuses } == ["200"])
      }
      trusting.authority = renewed.certificate
      #expect(try await trusting.ask("/health/live").status == 200)
      trusting.authority = old.certificate
      let refused = try? await trusting.ask("/health/live")
      #expect(refused == nil)
    }
  }

  private func serving(
    _ version: TLSSettings.Version,
    _ body: (RunningService, Certificate) async throws -> Void
  ) async throws {
    let certificate = try Certificate()
    defer { certificate.remove() }
    let configuration = try Sample.configuration {
      $0.api.tls = TLSSettings(
        minVersion: version, certificate: certificate.certificate, key: certificate.key)
    }
    let live = try #require(Live.load(configuration, role: .api).live)
    try await RunningService.serving(configuration, live: live) {
      try await body($0, certificate)
    }
  }
}
