import Environments

extension ComposeCache {
  /// No environment's file has such a name.
  static let versionFile = "=version.json"

  /// The version of the Compose plugin, such as `2.26.1`: asked for once, as long as the plugin's file is the same. `nil`
  /// when there is none, or it does not say.
  package func version(of docker: Docker) async -> String? {
    guard let plugin = docker.installation.composePlugin else { return nil }
    let stamp = "\(plugin) \(ComposeQuestion.stamp(plugin))"
    let key = workspace.fingerprintKey()
    if let kept = keptVersion(stamp, key) { return kept }
    guard let version = await docker.composeVersion() else { return nil }
    let entry = JSONValue.object(["plugin": .string(stamp), "version": .string(version)])
    if let folder = try? workspace.state(Self.folder) {
      // Where it cannot be kept it is asked for again.
      try? AtomicWrite.write(
        ComposeEntryFile.sealed(entry, key: key), to: Workspace.join(folder, Self.versionFile))
    }
    return version
  }

  private func keptVersion(_ stamp: String, _ key: [UInt8]) -> String? {
    let path = "\(Workspace.stateFolder)/\(Self.folder)/\(Self.versionFile)"
    guard case .text(let text) = workspace.read(path),
      let entry = ComposeEntryFile.opened(Array(text.utf8), key: key),
      entry["plugin"]?.string == stamp
    else { return nil }
    return entry["version"]?.string
  }
}
