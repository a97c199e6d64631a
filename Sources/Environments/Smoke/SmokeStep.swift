/// One request of a smoke test and what is expected of it.
package struct SmokeStep: Hashable, Sendable {
  package static let requestsMax = 10_000
  package static let bodyBytesMax = 16 << 20

  /// Which key the request carries.
  package enum Key: String, Hashable, Sendable, CaseIterable { case right, wrong, none }

  package enum Body: Hashable, Sendable {
    case text(SmokeTemplate)
    /// A JSON text of that many bytes.
    case size(Int)
  }

  /// How often the request is made, always over one connection.
  package enum Pace: Hashable, Sendable {
    case once
    /// Every answer must be as expected.
    case all(Int)
    /// One answer must be as expected; the requests end with it.
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
  /// Whether it is made even when a step before it failed, as long as everything it writes was captured: what takes back
  /// what the test has done.
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

  /// The names that the request needs a value for.
  package var names: Set<String> {
    var names = path.names + headers.flatMap { $0.value?.names ?? [] }
    if case .text(let body)? = body { names += body.names }
    return Set(names)
  }

  /// Such as `POST /orders`, as it was written.
  package var request: String { "\(method) \(path.text)" }
}

/// How a request ends that gets no answer.
package enum SmokeFailure: String, Hashable, Sendable, CaseIterable {
  /// The other side takes the connection and refuses the handshake.
  case tls
  /// The certificate is not trusted.
  case certificate
  /// Nobody takes the connection.
  case connection
  case timeout

  /// As it stands behind "expected".
  package var words: String {
    switch self {
    case .tls: "a refused TLS handshake"
    case .certificate: "an untrusted certificate"
    case .connection: "a refused connection"
    case .timeout: "no answer in time"
    }
  }
}

/// A version of TLS, oldest first.
package enum TLSVersion: String, Hashable, Sendable, CaseIterable {
  case tls10 = "1.0"
  case tls11 = "1.1"
  case tls12 = "1.2"
  case tls13 = "1.3"
}
