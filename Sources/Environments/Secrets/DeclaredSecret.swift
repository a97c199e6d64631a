/// A secret that an environment has, by the name of its file. What it is stands nowhere but in that file.
package struct DeclaredSecret: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A random text.
    case token
    case privateKey
    /// For the public half of the private key with that name.
    case certificate(key: String, names: [String])

    /// As they stand in `secrets.*.type`.
    package static let words = ["token", "private_key", "certificate"]
  }

  package var name: String
  package var kind: Kind

  package init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  package var isCertificate: Bool { if case .certificate = kind { true } else { false } }
}
