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
