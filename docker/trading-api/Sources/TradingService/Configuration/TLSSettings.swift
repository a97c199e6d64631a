/// How the api's connections are encrypted.
package struct TLSSettings: Hashable, Sendable {
  package enum Version: String, CaseIterable, Sendable {
    case v12 = "1.2"
    case v13 = "1.3"
  }

  package var minVersion: Version
  /// The PEM file with the certificate and its chain.
  package var certificate: String
  /// The PEM file with the private key.
  package var key: String

  package init(minVersion: Version, certificate: String, key: String) {
    self.minVersion = minVersion
    self.certificate = certificate
    self.key = key
  }
}
