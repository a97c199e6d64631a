/// One request of a smoke test, and the expected answer.
package struct SmokeStep: Hashable, Sendable {
  package static let requestsMax = 10_000
  package static let bodyBytesMax = 16 << 20

  /// Which key the request carries.
  package enum Key: String, Hashable, Sendable, CaseIterable { case right, wrong, none }

  package enum Body: Hashable, Sendable {
    case text(SmokeTemplate)
    /// A JSON text of this many bytes.
    case size(Int)
  }

  /// How often the request is sent, always over one connection.
  package enum Pace: Hashable, Sendable {
    case once
    /// Every answer must meet the expectation.
    case all(Int)
    /// One answer must meet the expectation; no more requests are sent then.
    case untilMet(Int)
  }

  package enum Expectation: Hashable, Sendable {
    case answer(SmokeExpectation)
    case failure(SmokeFailure)
  }

  package var name: String
  package var method: String
  /// Begins with a slash.
  package var path: SmokeTemplate
  package var headers: [SmokeHeader] = []
  package var body: Body?
  package var key: Key
  package var tlsMax: TLSVersion?
  package var pace = Pace.once
  package var expectation: Expectation
  /// Whether the step runs even when an earlier step failed, provided that all values it needs were captured. Such
  /// steps clean up after the test.
  package var isAlways = false
  package var location: Location?

  package init(
    name: String, method: String, path: SmokeTemplate, key: Key = .none, expectation: Expectation
  ) {
    self.name = name
    self.method = method
    self.path = path
    self.key = key
    self.expectation = expectation
  }

  /// The names of the values that the request needs.
  package var names: Set<String> {
    var names = path.names + headers.flatMap { $0.value?.names ?? [] }
    if case .text(let body)? = body { names += body.names }
    return Set(names)
  }

  /// Such as `POST /orders`, with unfilled names.
  package var request: String { "\(method) \(path.text)" }
}

/// How a request without an answer ended.
package enum SmokeFailure: String, Hashable, Sendable, CaseIterable {
  /// The server accepts the connection and refuses the TLS handshake.
  case tls
  /// The certificate is not trusted.
  case certificate
  /// The connection is refused.
  case connection
  case timeout

  /// The words after "expected" in a message.
  package var words: String {
    switch self {
    case .tls: "a refused TLS handshake"
    case .certificate: "an untrusted certificate"
    case .connection: "a refused connection"
    case .timeout: "no answer in time"
    }
  }
}

/// The versions of TLS, from the oldest to the newest.
package enum TLSVersion: String, Hashable, Sendable, CaseIterable {
  case tls10 = "1.0"
  case tls11 = "1.1"
  case tls12 = "1.2"
  case tls13 = "1.3"
}
