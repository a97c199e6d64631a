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

extension LoadRequest {
  /// The environments that files declare, by the files' names alone.
  package static func environmentNames(in files: [String]) -> [String] {
    EnvironmentFiles(files).names
  }
}

/// Reads every environment with everything wrong with it. Pure but for what the request reads; never
/// fails, and never stops at the first problem.
package func load(_ request: LoadRequest) -> Configuration {
  var loader = Loader(request)
  for name in loader.names { loader.add(loader.environment(name)) }
  return loader.configuration()
}

/// As `load`, one task for each environment: quicker where there are many and the machine has cores to spare.
package func loadConcurrently(_ request: LoadRequest) async -> Configuration {
  // Made ready while the first file is read.
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
