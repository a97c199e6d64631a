import Environments

/// What loading needs from the world, handed in so that the loading itself stays pure.
package struct LoadRequest: Sendable {
  /// Every `configs/environment/*.yaml`, relative to the root.
  package var environmentFiles: [String]
  /// `--set key=value`, in the order given.
  package var overrides: [String]
  /// Reads a file, relative to the root.
  package var read: @Sendable (String) -> SourceText
  package var fingerprint: Fingerprinter
  package var secretFolder: SecretFolderReader
  /// What there is where no file declares an environment.
  package var discovery = Discovery()

  /// Looks at the files of an environment's declared secrets; `nil` where there is no telling.
  package typealias SecretFolderReader =
    @Sendable (_ environment: String, _ secrets: [DeclaredSecret]) -> SecretFolder?

  package init(
    environmentFiles: [String], overrides: [String] = [],
    read: @escaping @Sendable (String) -> SourceText, fingerprint: @escaping Fingerprinter,
    secretFolder: @escaping SecretFolderReader = { _, _ in nil }
  ) {
    self.environmentFiles = environmentFiles
    self.overrides = overrides
    self.read = read
    self.fingerprint = fingerprint
    self.secretFolder = secretFolder
  }
}
