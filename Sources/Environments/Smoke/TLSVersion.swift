/// A version of TLS, oldest first.
package enum TLSVersion: String, Hashable, Sendable, CaseIterable {
  case tls10 = "1.0"
  case tls11 = "1.1"
  case tls12 = "1.2"
  case tls13 = "1.3"
}
