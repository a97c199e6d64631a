import Environments
import Glibc
import Loading

/// The names that matter in one watched folder.
struct WatchedFolder: Hashable {
  /// The names of files that are watched themselves.
  var files: Set<String> = []
  /// The names of folders and links on the way to them.
  var passages: Set<String> = []
  /// Whether every environment file matters, including one that does not exist yet.
  var listsEnvironments = false
  /// Whether every file matters whose name may make an environment, including one that does not exist yet.
  var listsCandidates = false

  enum Meaning: Hashable { case nothing, passage, file }

  func meaning(of name: String) -> Meaning {
    if files.contains(name) { return .file }
    if listsEnvironments && name.hasSuffix(".yaml") && !name.hasPrefix(".") { return .file }
    // Editors write to temporary files whose names begin with a dot; files of variables have other endings.
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

/// The watched files, and the folders in which their changes show.
struct WatchedFiles: Sendable {
  /// Distinguishes two states of a file without reading it.
  struct Signature: Hashable {
    var device: UInt
    var inode: UInt
    var size: Int
    var mode: UInt32
    var modified: [Int]
  }

  /// The files at one moment.
  struct Snapshot: Hashable {
    var files: [String: Signature] = [:]
    var environments: [String] = []
  }

  let workspace: Workspace
  /// Relative to the root.
  let files: Set<String>

  /// The folders to watch, by absolute path: those of the files, and all above them, since any of them may be
  /// replaced, the root as well. A linked file is watched where the link is and where it leads.
  func folders() -> [String: WatchedFolder] {
    var folders: [String: WatchedFolder] = [:]
    for file in files {
      add(workspace.path(file), to: &folders)
      if let real = Workspace.realPath(workspace.path(file)) { add(real, to: &folders) }
    }
    let environments = workspace.path(Workspace.environmentFolder)
    add(Workspace.join(environments, ""), to: &folders)
    for folder in [environments, Workspace.realPath(environments) ?? environments] {
      folders[folder, default: WatchedFolder()].listsEnvironments = true
    }
    if !isDeclared { listCandidates(in: &folders) }
    addPassages(to: workspace.root, links: 0, &folders)
    return folders
  }

  /// The most links on the way to the root that are followed.
  private static let linksMax = 8

  /// Adds all folders above a path. Where one of them is a link, the way to its target matters as well, also while
  /// the target does not exist.
  private func addPassages(
    to path: String, links: Int, _ folders: inout [String: WatchedFolder]
  ) {
    var parent = "/"
    for component in path.split(separator: "/").map(String.init) {
      let next = Workspace.join(parent, component)
      folders[parent, default: WatchedFolder()].passages.insert(component)
      if links < Self.linksMax, let target = Self.target(ofLink: next) {
        let way = target.hasPrefix("/") ? target : Workspace.join(parent, target)
        addPassages(to: way, links: links + 1, &folders)
      }
      parent = next
    }
  }

  private static func target(ofLink path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { space in
      space.baseAddress.map { readlink(path, $0, space.count) } ?? -1
    }
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }

  /// In a repository without declarations, environments are found among its files: a new file may appear beside the
  /// known ones or at the root.
  private func listCandidates(in folders: inout [String: WatchedFolder]) {
    folders[workspace.root, default: WatchedFolder()].listsCandidates = true
    for (path, folder) in folders where !folder.files.isEmpty {
      folders[path]?.listsCandidates = true
    }
  }

  private var isDeclared: Bool {
    (try? workspace.environmentFiles()).map { !$0.isEmpty } ?? true
  }

  func snapshot() -> Snapshot {
    var snapshot = Snapshot()
    for file in files { snapshot.files[file] = Self.signature(workspace.path(file)) }
    // A folder that cannot be listed has no environments; loading reports the reason.
    snapshot.environments = (try? workspace.environmentFiles()) ?? []
    return snapshot
  }

  private func add(_ path: String, to folders: inout [String: WatchedFolder]) {
    let prefix = workspace.root == "/" ? "/" : workspace.root + "/"
    guard path.hasPrefix(prefix) else { return }
    let isFolder = path.hasSuffix("/")
    let components = path.dropFirst(prefix.count).split(separator: "/").filter { $0 != "." }
    var folder = workspace.root
    for (index, component) in components.enumerated() {
      let name = String(component)
      let isLast = index == components.count - 1 && !isFolder
      if isLast {
        folders[folder, default: WatchedFolder()].files.insert(name)
      } else {
        folders[folder, default: WatchedFolder()].passages.insert(name)
      }
      folder = Workspace.join(folder, name)
    }
  }

  private static func signature(_ path: String) -> Signature? {
    var information = stat()
    guard stat(path, &information) == 0 else { return nil }
    return Signature(
      device: UInt(information.st_dev), inode: UInt(information.st_ino),
      size: Int(information.st_size), mode: information.st_mode,
      modified: [
        information.st_mtim.tv_sec, information.st_mtim.tv_nsec, information.st_ctim.tv_sec,
        information.st_ctim.tv_nsec,
      ])
  }
}
