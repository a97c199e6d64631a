import Environments

/// What shapes Compose's answer about an environment besides the call itself: the answer is the same as long as none
/// of it changes.
package struct ComposeInputs: Hashable, Sendable {
  /// Those that it reads, and those that it would read if they were there. Relative to the root, or absolute.
  package var files: [String]
  /// Paths of which only counts where they lead, and whether they do.
  package var places: [String]

  package init(files: [String], places: [String]) {
    self.files = files
    self.places = places
  }
}

extension Environment {
  /// `nil` where it cannot be known for sure: a path that interpolates, one that leads out of the repository or to
  /// another host, a file that our reader has something to say about.
  ///
  /// - Parameter envFiles: those of the call, in its order.
  package func composeInputs(
    envFiles: [String], read: @escaping (String) -> SourceText
  ) -> ComposeInputs? {
    var target = target
    // An empty one that is always there.
    target.envFiles = envFiles.filter { $0 != "/dev/null" }
    var reach = ComposeReach(demandsCertainty: true, read: read)
    reach.follow(target)
    guard reach.obstacle == nil, let first = target.composeFiles.first else { return nil }
    // Where no `.env` file is given Compose takes the one beside the first file; older ones, that of its own folder.
    let folder = first.split(separator: "/").dropLast()
    let files = reach.files + [".env", ".env".joined(to: folder)]
    return ComposeInputs(files: Set(files).sorted(), places: Set(reach.places).sorted())
  }

  /// The secrets that its `.env` files hold, whatever becomes of them in the model.
  package func secrets(ofEnvFiles files: [String], read: (String) -> SourceText) -> [Secret] {
    let declared = Set(settings.lazy.filter { $0.key.source == .secrets }.map(\.key.path))
    var earlier: [String: EnvFile.Entry] = [:]
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
