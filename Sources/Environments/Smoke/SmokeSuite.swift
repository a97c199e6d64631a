/// The smoke tests of one environment, as its YAML declares them.
package struct SmokeSuite: Hashable, Sendable {
  /// Which secret opens the door, and the header it travels in.
  package struct Key: Hashable, Sendable {
    package var header: String
    /// The name of a file in `.triptych/secrets/<env>`, whose first line counts.
    package var secret: String

    package init(header: String, secret: String) {
      self.header = header
      self.secret = secret
    }
  }

  /// Without a slash at its end.
  package var url: String
  /// A PEM file relative to the root; `nil` trusts the system's authorities.
  package var ca: String?
  package var key: Key?
  /// For each request.
  package var timeoutMilliseconds: Int
  /// For all tests together.
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

/// One thing that a running environment must do: requests in order, each with what is expected of it.
package struct SmokeTest: Hashable, Sendable {
  package var name: String
  /// `nil` for a test that no tier demands.
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

/// What a smoke test can prove of an environment, and which tier demands which proofs.
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

  /// The table as a sentence, for the reference of keys.
  package static var demands: String {
    "orders and cors demanded in development, all of them in staging and production (SMK01)"
  }

  /// What a deployment is trusted with once it is proved.
  package var claim: String {
    switch self {
    case .orders: "an order is taken and cancelled"
    case .authentication: "who has no valid key is refused"
    case .cors: "web pages may call as allowed, and others not"
    case .rateLimit: "a client that asks too much is limited"
    case .tls: "the certificate is trusted and old TLS refused"
    case .bodyLimit: "a body that is too large is refused"
    case .debug: "developers' aids are closed"
    }
  }
}
