import Environments

/// The inputs of Compose's answer besides its command line: the answer stays valid while none of them changes.
package struct ComposeInputs: Hashable, Sendable {
  /// The files that Compose reads, and those that it would read if they existed; relative to the root, or absolute.
  package var files: [String]
  /// Paths that Compose resolves without reading them: only their targets count.
  package var resolvedPaths: [String]

  package init(files: [String], resolvedPaths: [String]) {
    self.files = files
    self.resolvedPaths = resolvedPaths
  }
}

extension Environment {
  /// The inputs of Compose; `nil` when they are not certain: a path interpolates or leads out of the repository or to
  /// another host, or a file has problems.
  ///
  /// - Parameter envFiles: the env files of the command, in its order.
  package func composeInputs(
    envFiles: [String], read: @escaping (String) -> SourceText
  ) -> ComposeInputs? {
    var target = target
    // `/dev/null` stands for an empty file and always exists.
    target.envFiles = envFiles.filter { $0 != "/dev/null" }
    var reach = ComposeReach(demandsCertainty: true, read: read)
    reach.follow(target)
    guard reach.obstacle == nil, let first = target.composeFiles.first else { return nil }
    // Without an env file Compose reads the `.env` beside the first file; older versions read that of the working
    // folder.
    let folder = first.split(separator: "/").dropLast()
    let files = reach.files + [".env", ".env".joined(to: folder)]
    return ComposeInputs(
      files: Set(files).sorted(), resolvedPaths: Set(reach.resolvedPaths).sorted())
  }

  /// Why Compose must not be given the files, even those of a declared environment: one may not end, such as a pipe, or
  /// takes too much to read. `nil` when there is no such file. Wrong content is for Compose to tell.
  ///
  /// - Parameter envFiles: the env files of the command, in its order.
  package func composeHazard(
    envFiles: [String], read: @escaping (String) -> SourceText
  ) -> String? {
    var target = target
    let files = envFiles.filter { $0 != "/dev/null" }
    // With `/dev/null` alone, Compose reads no `.env` by itself.
    target.envFiles = files.isEmpty && !envFiles.isEmpty ? target.composeFiles : files
    var reach = ComposeReach(onlyHazards: true, read: read)
    reach.follow(target)
    return reach.reason
  }

  /// The secrets in the environment's `.env` files, whether or not the model uses them.
  package func secrets(ofEnvFiles files: [String], read: (String) -> SourceText) -> [Secret] {
    let declared = Set(settings.lazy.filter { $0.key.source == .secrets }.map(\.key.path))
    var earlier: [ExactText: EnvFile.Entry] = [:]
    var secrets: [Secret] = []
    for file in files {
      guard case .text(let text) = read(file) else { continue }
      for entry in EnvFile.parse(text, file: file, earlier: earlier).file.entries {
        earlier[entry.name] = entry
        guard entry.value.isSecret || declared.contains(entry.name) else { continue }
        secrets.append(Secret(entry.value.revealed))
      }
    }
    return secrets
  }
}
