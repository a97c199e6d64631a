/// The smoke tests of one environment, as its YAML declares them.
package struct SmokeSuite: Hashable, Sendable {
  /// The secret that authenticates requests, and the header that carries it.
  package struct Key: Hashable, Sendable {
    package var header: String
    /// The name of a file in `.triptych/secrets/<env>`; its first line is the key.
    package var secret: String

    package init(header: String, secret: String) {
      self.header = header
      self.secret = secret
    }
  }

  /// The base URL, without a trailing slash.
  package var url: String
  /// A PEM file relative to the root; `nil` trusts the system's authorities.
  package var ca: String?
  package var key: Key?
  /// The timeout of each request.
  package var timeoutMilliseconds: Int
  /// The time limit for all tests together.
  package var deadlineMilliseconds: Int
  package var tests: [SmokeTest]

  package init(
    url: String, ca: String? = nil, key: Key? = nil, timeoutMilliseconds: Int = 5_000,
    deadlineMilliseconds: Int = 120_000, tests: [SmokeTest]
  ) {
    self.url = url
    self.ca = ca
    self.key = key
    self.timeoutMilliseconds = timeoutMilliseconds
    self.deadlineMilliseconds = deadlineMilliseconds
    self.tests = tests
  }
}

/// One smoke test: a sequence of requests, each with its expected answer.
package struct SmokeTest: Hashable, Sendable {
  package var name: String
  /// What the test proves; `nil` for a test that no tier demands.
  package var proves: SmokeProof?
  package var steps: [SmokeStep]
  package var location: Location?

  package init(
    name: String, proves: SmokeProof? = nil, steps: [SmokeStep], location: Location? = nil
  ) {
    self.name = name
    self.proves = proves
    self.steps = steps
    self.location = location
  }
}

/// What a smoke test can prove about an environment, and which tier demands which proofs.
package enum SmokeProof: String, Hashable, Sendable, CaseIterable {
  case orders, authentication, cors
  case rateLimit = "rate_limit"
  case tls
  case bodyLimit = "body_limit"
  case debug

  /// In the order of the cases.
  package static func demanded(by tier: Tier) -> [SmokeProof] {
    switch tier {
    case .development: [.orders, .cors]
    case .staging, .production: allCases
    }
  }

  /// The demands of all tiers in one sentence, for the reference of keys.
  package static var demands: String {
    "orders and cors demanded in development, all of them in staging and production (SMK01)"
  }

  /// The statement that the proof confirms.
  package var claim: String {
    switch self {
    case .orders: "an order is taken and cancelled"
    case .authentication: "requests without a valid key are refused"
    case .cors: "only allowed web pages may call"
    case .rateLimit: "a client that sends too many requests is limited"
    case .tls: "the certificate is trusted and old TLS refused"
    case .bodyLimit: "a body that is too large is refused"
    case .debug: "debugging aids are disabled"
    }
  }
}
