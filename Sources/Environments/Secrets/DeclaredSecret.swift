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

/// What the files of an environment's declared secrets are like, without their content.
package struct SecretFolder: Hashable, Sendable {
  package enum File: Hashable, Sendable {
    /// The next launch makes it.
    case missing
    /// In the system's words.
    case unreadable(String)
    case readable
    case certificate(CertificateState)
  }

  /// Relative to the root.
  package var path: String
  /// Whether somebody besides its owner may enter or list it; `nil` when it is not there.
  package var isOpenToOthers: Bool?
  package var files: [String: File]
  /// The names of those that only their owner or group may read, and so no other user of a container.
  package var closedFiles: Set<String>
  /// Seconds since 1970.
  package var observedAt: Int

  package init(
    path: String, isOpenToOthers: Bool? = nil, files: [String: File] = [:],
    closedFiles: Set<String> = [], observedAt: Int
  ) {
    self.path = path
    self.isOpenToOthers = isOpenToOthers
    self.files = files
    self.closedFiles = closedFiles
    self.observedAt = observedAt
  }
}

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
