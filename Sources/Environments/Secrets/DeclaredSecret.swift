/// A secret that an environment declares, by the name of its file. Only that file contains its value.
package struct DeclaredSecret: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A random string.
    case token
    case privateKey
    /// A certificate for the private key with the name `key`.
    case certificate(key: String, names: [String])

    /// The values of `secrets.*.type`.
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

/// The state of the files of an environment's declared secrets, without their content.
package struct SecretFolder: Hashable, Sendable {
  package enum File: Hashable, Sendable {
    /// The file does not exist; the next launch creates it.
    case missing
    /// The file cannot be read; the system's error message.
    case unreadable(String)
    case readable
    case certificate(CertificateState)
  }

  /// Relative to the root.
  package var path: String
  /// Whether users other than the owner may enter or list the folder; `nil` when it does not exist.
  package var isOpenToOthers: Bool?
  package var files: [String: File]
  /// The names of the files that only their owner or group may read, so that other users in a container cannot.
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

/// The state of a certificate.
package struct CertificateState: Hashable, Sendable {
  /// Seconds since 1970.
  package var startsAt: Int
  package var endsAt: Int
  package var isSelfSigned: Bool
  /// Whether the certificate belongs to the private key of its declaration; `nil` when that key cannot be read.
  package var belongsToKey: Bool?

  package init(startsAt: Int, endsAt: Int, isSelfSigned: Bool, belongsToKey: Bool?) {
    self.startsAt = startsAt
    self.endsAt = endsAt
    self.isSelfSigned = isSelfSigned
    self.belongsToKey = belongsToKey
  }
}
