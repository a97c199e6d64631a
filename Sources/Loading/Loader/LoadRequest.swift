import Environments

/// The inputs and functions that loading needs, so that loading itself is free of I/O.
package struct LoadRequest: Sendable {
  /// Every `configs/environment/*.yaml`, relative to the root.
  package var environmentFiles: [String]
  /// `--set key=value`, in the order given.
  package var overrides: [String]
  /// The variables of the caller's shell that Compose may receive.
  package var shell: [String: String] = [:]
  /// How the installed Compose evaluates env files.
  package var order = EnvFileOrder.usual
  /// Reads a file, relative to the root.
  package var read: @Sendable (String) -> SourceText
  package var fingerprint: Fingerprinter
  package var secretFolder: SecretFolderReader
  /// The found environments, which are used when no file declares one.
  package var discovery = Discovery()
  /// Whether the user trusts the files of a declared environment to read this outside of the repository.
  package var trusts: @Sendable ([OutsideReading]) -> Bool = { _ in false }

  /// Observes the files of an environment's declared secrets; `nil` when that is not possible.
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

extension LoadRequest {
  /// The declared environments, by the names of their files.
  package static func environmentNames(in files: [String]) -> [String] {
    EnvironmentFiles(files).names
  }
}

/// Loads all environments with all their problems. It never fails and never stops at the first problem; its only side
/// effect is the reading of files by the request.
package func load(_ request: LoadRequest) -> Configuration {
  var loader = Loader(request)
  for name in loader.names { loader.add(loader.environment(name)) }
  return loader.configuration()
}

/// Loads like `load`, with one task for each environment.
package func loadConcurrently(_ request: LoadRequest) async -> Configuration {
  // Initializes the schema while the first file is read.
  async let schema = SchemaNode.root
  let prepared = Loader(request)
  var loader = prepared
  _ = await schema
  let loaded = await withTaskGroup(of: (Int, LoadedEnvironment).self) { group in
    for (index, name) in prepared.names.enumerated() {
      group.addTask { (index, prepared.environment(name)) }
    }
    return await group.reduce(into: [(Int, LoadedEnvironment)]()) { $0.append($1) }
  }
  for (_, environment) in loaded.sorted(by: { $0.0 < $1.0 }) { loader.add(environment) }
  return loader.configuration()
}
