import Environments

/// The environments of a repository, found by evidence: the names of files, outlines of their content, and commands.
package struct Discovery: Hashable, Sendable {
  /// Development first, production last; within a tier by name.
  package var environments: [FoundEnvironment] = []
  /// The problems of the search itself.
  package var diagnostics: [Diagnostic] = []
  /// The Compose and env files that belong to none of the environments.
  package var leftOut = LeftOut()

  /// The limit of shown environments; no repository has that many.
  package static let environmentsMax = 60
  /// The limit of Compose files that are read.
  static let filesMax = 400

  package init() {}

  /// Finds the environments. `read` is called only for the listed files and the files that they include.
  package init(of listing: RepositoryListing, read: @escaping @Sendable (String) -> SourceText) {
    var repository = RepositoryFiles(listing, read: read)
    var found = repository.environments()
    ProjectNames(folder: listing.folder).name(&found, repository.variables)
    diagnostics = repository.diagnostics(of: &found)
    leftOut = repository.leftOut
    environments = found.map(\.environment).sorted {
      ($0.order, $0.name) < ($1.order, $1.name)
    }
    if environments.count > Self.environmentsMax {
      diagnostics.append(Self.tooMany(environments.count))
      environments.removeSubrange(Self.environmentsMax...)
    }
  }

  private static func tooMany(_ count: Int) -> Diagnostic {
    Diagnostic(
      .warning, "DSC02",
      "\(count) environments were found, and the first \(environmentsMax) are shown",
      hint: "run triptych in the folder of one app, or pass the folder with -C")
  }
}

/// The names of the files of a repository that may belong to environments. Their content is not read yet.
package struct RepositoryListing: Hashable, Sendable {
  /// Relative to the root, sorted by depth.
  package var paths: [String]
  /// The name of the root folder, from which Compose derives the project's name.
  package var folder: String
  /// The reason why the listing is incomplete; `nil` when it is complete.
  package var cut: String?

  package init(paths: [String], folder: String, cut: String? = nil) {
    self.paths = paths.sorted { left, right in
      let depths = [left, right].map { $0.utf8.count { $0 == UInt8(ascii: "/") } }
      return (depths[0], left) < (depths[1], right)
    }
    self.folder = folder
    self.cut = cut
  }

  /// Whether a file with this name in this folder is listed.
  package static func mayMatter(_ name: String, in folder: String) -> Bool {
    if name.hasSuffix(".yml") || name.hasSuffix(".yaml") { return true }
    if ComposeFileName.isSample(name) { return true }
    if CommandFiles.mayHold(name, in: folder) { return true }
    return EnvFileName(name).isEnvFile || folder.split(separator: "/").contains(".envs")
  }

  /// Whether a folder is skipped because it contains dependencies or build products.
  package static func skips(folder name: String, in parent: String) -> Bool {
    if parent.split(separator: "/").contains(".envs") { return false }
    if name.hasPrefix(".") { return !hiddenFolders.contains(name) }
    return skippedFolders.contains(name.lowercased())
  }

  private static let hiddenFolders: Set<String> = [
    ".envs", ".env", ".docker", ".deploy", ".devcontainer", ".github", ".circleci",
  ]
  private static let skippedFolders: Set<String> = [
    "node_modules", "bower_components", "vendor", "third_party", "pods", "venv", "virtualenv",
    "site-packages", "__pycache__", "target", "dist", "coverage",
  ]
}

extension FoundEnvironment {
  /// Where it stands among the others: an unknown tier is treated as staging.
  fileprivate var order: Int { (tier ?? .staging).order }
}
