/// What can be told of a certificate.
package struct CertificateState: Hashable, Sendable {
  /// Seconds since 1970.
  package var startsAt: Int
  package var endsAt: Int
  package var isSelfSigned: Bool
  /// Whether it was made for the private key that lies beside it; `nil` when that key cannot be read.
  package var belongsToKey: Bool?

  package init(startsAt: Int, endsAt: Int, isSelfSigned: Bool, belongsToKey: Bool?) {
    self.startsAt = startsAt
    self.endsAt = endsAt
    self.isSelfSigned = isSelfSigned
    self.belongsToKey = belongsToKey
  }
}
