import Environments
import Glibc
import Loading

extension Workspace {
  /// The environments found in the repository's files, for a repository that declares none.
  package func discovery() -> Discovery {
    Discovery(of: listing()) { read($0) }
  }

  /// The files that may describe environments. Reads names only, follows no link to a folder, and stops at a limit of
  /// depth, folders and files, so that no repository takes long.
  package func listing() -> RepositoryListing {
    var walk = RepositoryWalk(root: root)
    walk.run()
    return RepositoryListing(
      paths: walk.paths, folder: root.split(separator: "/").last.map(String.init) ?? "",
      cut: walk.cut)
  }
}

/// A walk over the names in a repository's folders, those nearest to the root first.
struct RepositoryWalk {
  static let depthMax = 5
  static let foldersMax = 4_000
  static let entriesMax = 100_000
  static let filesMax = 2_000

  let root: String
  private(set) var paths: [String] = []
  /// Why the walk ended early; `nil` when it covered everything.
  private(set) var cut: String?
  private var entries = 0

  init(root: String) { self.root = root }

  mutating func run() {
    var folders = [""]
    var visited = 0
    for _ in 0...Self.depthMax {
      var next: [String] = []
      for folder in folders {
        visited += 1
        guard visited <= Self.foldersMax else {
          return stop("more than \(Self.foldersMax) folders")
        }
        next += look(into: folder)
        guard cut == nil else { return }
      }
      folders = next.sorted()
    }
  }

  private mutating func stop(_ reason: String) { cut = cut ?? reason }

  /// Returns the folders in it that are to be walked.
  private mutating func look(into folder: String) -> [String] {
    guard let stream = opendir(folder.isEmpty ? root : Workspace.join(root, folder)) else {
      return []
    }
    defer { closedir(stream) }
    var folders: [String] = []
    while let entry = readdir(stream) {
      entries += 1
      guard entries <= Self.entriesMax else {
        stop("more than \(Self.entriesMax) files")
        return []
      }
      guard let name = Self.name(of: entry), name != ".", name != ".." else { continue }
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      switch kind(of: entry, at: path) {
      case .folder where !RepositoryListing.skips(folder: name, in: folder): folders.append(path)
      case .file where RepositoryListing.mayMatter(name, in: folder): paths.append(path)
      default: break
      }
      guard paths.count <= Self.filesMax else {
        stop("more than \(Self.filesMax) YAML and .env files")
        return []
      }
    }
    return folders
  }

  private enum Kind { case file, folder, other }

  /// A link counts as a file, because a link to a folder may lead anywhere or in circles; reading it decides. So does a
  /// pipe.
  private func kind(of entry: UnsafeMutablePointer<dirent>, at path: String) -> Kind {
    switch Int32(entry.pointee.d_type) {
    case Int32(DT_DIR): return .folder
    case Int32(DT_REG), Int32(DT_LNK), Int32(DT_FIFO): return .file
    case Int32(DT_UNKNOWN): break
    default: return .other
    }
    var information = stat()
    guard lstat(Workspace.join(root, path), &information) == 0 else { return .other }
    return information.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }

  /// `nil` for a name that is not UTF-8, because it could be neither shown nor passed on.
  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String? {
    withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
    }
  }
}
