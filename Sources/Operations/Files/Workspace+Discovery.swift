import Environments
import Glibc
import Loading

extension Workspace {
  /// What the repository's files say of its environments, where none is declared.
  package func discovery() -> Discovery {
    Discovery(of: listing()) { read($0) }
  }

  /// The files that may say something of environments. Looks at names only, follows no link to a folder, and gives up
  /// beyond a depth, a number of folders and a number of files, so that no repository takes long.
  package func listing() -> RepositoryListing {
    var walk = RepositoryWalk(root: root)
    walk.run()
    return RepositoryListing(
      paths: walk.paths, folder: root.split(separator: "/").last.map(String.init) ?? "",
      cut: walk.cut)
  }
}
