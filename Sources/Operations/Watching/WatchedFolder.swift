import Environments
import Loading

/// What matters in one folder that is watched.
struct WatchedFolder: Hashable {
  /// The names of files that are watched themselves.
  var files: Set<String> = []
  /// The names of folders and links on the way to them.
  var passages: Set<String> = []
  /// Whether every environment file counts, also one that is not there yet.
  var listsEnvironments = false
  /// Whether every file counts whose name may make an environment, also one that is not there yet.
  var listsCandidates = false

  enum Meaning: Hashable { case nothing, passage, file }

  func meaning(of name: String) -> Meaning {
    if files.contains(name) { return .file }
    if listsEnvironments && name.hasSuffix(".yaml") && !name.hasPrefix(".") { return .file }
    // Editors keep what is being written under names that begin with a dot; those of variables end otherwise.
    if listsCandidates, !name.hasSuffix("~"), !name.hasSuffix(".swp"),
      RepositoryListing.mayMatter(name, in: "")
    {
      return .file
    }
    return passages.contains(name) ? .passage : .nothing
  }

  mutating func merge(_ other: WatchedFolder) {
    files.formUnion(other.files)
    passages.formUnion(other.passages)
    listsEnvironments = listsEnvironments || other.listsEnvironments
    listsCandidates = listsCandidates || other.listsCandidates
  }
}
