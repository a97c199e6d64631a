/// The names of the files of a repository that may say what environments there are. Nothing was read yet.
package struct RepositoryListing: Hashable, Sendable {
  /// Relative to the root, those nearest to it first.
  package var paths: [String]
  /// The name of the root's folder, of which Compose makes a project's name.
  package var folder: String
  /// Why there may be more files than these; `nil` when these are all.
  package var cut: String?

  package init(paths: [String], folder: String, cut: String? = nil) {
    self.paths = paths.sorted { left, right in
      let depths = [left, right].map { $0.utf8.count { $0 == UInt8(ascii: "/") } }
      return (depths[0], left) < (depths[1], right)
    }
    self.folder = folder
    self.cut = cut
  }

  /// Whether a file of this name, in a folder of that one, is worth listing.
  package static func mayMatter(_ name: String, in folder: String) -> Bool {
    if name.hasSuffix(".yml") || name.hasSuffix(".yaml") { return true }
    return EnvFileName(name).isEnvFile || folder.split(separator: "/").contains(".envs")
  }

  /// Folders that hold what others wrote or what was built; nobody keeps environments there.
  package static func skips(folder name: String, in parent: String) -> Bool {
    if parent.split(separator: "/").contains(".envs") { return false }
    if name.hasPrefix(".") { return !hiddenFolders.contains(name) }
    return skippedFolders.contains(name.lowercased())
  }

  private static let hiddenFolders: Set<String> = [".envs", ".env", ".docker", ".deploy"]
  private static let skippedFolders: Set<String> = [
    "node_modules", "bower_components", "vendor", "third_party", "pods", "venv", "virtualenv",
    "site-packages", "__pycache__", "target", "dist", "coverage",
  ]
}
