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
