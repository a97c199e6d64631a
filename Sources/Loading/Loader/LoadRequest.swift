import Environments

/// The inputs and functions that loading needs, so that loading itself is free of I/O.
package struct LoadRequest: Sendable {
  /// Every `configs/environment/*.yaml`, relative to the root.
  package var environmentFiles: [String]
  /// `--set key=value`, in the order given.
  package var overrides: [String]
  /// The variables of the caller's shell that Compose may receive.
  package var shell: [String: String] = [:]
  /// The names of the caller's shell that Compose never receives.
  package var withheld: Set<String> = []
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
  var read = loader.names.map { loader.read($0) }
  let known = read.knownSecrets()
  for environment in read { loader.add(environment.built(knowing: known)) }
  return loader.configuration()
}

/// Loads like `load`, with tasks for each environment.
package func loadConcurrently(_ request: LoadRequest) async -> Configuration {
  // Initializes the schema while the first file is read.
  async let schema = SchemaNode.root
  let prepared = Loader(request)
  var loader = prepared
  _ = await schema
  var read = await concurrently(prepared.names) { prepared.read($0) }
  let known = read.knownSecrets()
  for environment in await concurrently(read, { $0.built(knowing: known) }) {
    loader.add(environment)
  }
  return loader.configuration()
}

/// What becomes of each item, in their order, by one task for each.
private func concurrently<Item: Sendable, Result: Sendable>(
  _ items: [Item], _ work: @escaping @Sendable (Item) -> Result
) async -> [Result] {
  let results = await withTaskGroup(of: (Int, Result).self) { group in
    for (index, item) in items.enumerated() { group.addTask { (index, work(item)) } }
    return await group.reduce(into: [(Int, Result)]()) { $0.append($1) }
  }
  return results.sorted { $0.0 < $1.0 }.map(\.1)
}
