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
