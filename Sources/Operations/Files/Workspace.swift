import Engine
import Environments
import Glibc
import Loading

/// The repository that triptych works on, and the files in it.
package struct Workspace: Hashable, Sendable {
  /// Absolute, with no link left in it.
  package let root: String
  /// Whether nothing below `.triptych` may be made or changed.
  package var isReadOnly = false

  /// Where environments are declared, relative to the root.
  package static let environmentFolder = "configs/environment"
  /// The most files in the folder that are read.
  package static let environmentFilesMax = 1_000

  /// Takes a folder as the root; it must exist.
  package init(root: String) throws(FileError) {
    guard let path = Workspace.realPath(root) else { throw FileError("open", root) }
    guard Workspace.isFolder(path) else { throw FileError("open", root, code: ENOTDIR) }
    self.root = path
  }

  /// Finds the root from `folder` upwards: the nearest that holds `configs/environment`, else the nearest that
  /// holds `.git`, else `folder` itself.
  package static func containing(_ folder: String = ".") throws(FileError) -> Workspace {
    let start = try Workspace(root: folder)
    let candidates = start.ancestors
    let found =
      candidates.first { isFolder(join($0, environmentFolder)) }
      ?? candidates.first { exists(join($0, ".git")) }
    guard let found else { return start }
    return try Workspace(root: found)
  }

  /// Every `configs/environment/*.yaml`, relative to the root, by name. Empty where there is no such folder;
  /// hidden files are not listed.
  package func environmentFiles() throws(FileError) -> [String] {
    guard let folder = opendir(path(Self.environmentFolder)) else {
      if errno == ENOENT || errno == ENOTDIR { return [] }
      throw FileError("list", Self.environmentFolder)
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasSuffix(".yaml"), !name.hasPrefix(".") else { continue }
      names.append("\(Self.environmentFolder)/\(name)")
      guard names.count <= Self.environmentFilesMax else {
        throw FileError(
          "list", Self.environmentFolder, reason: "more than \(Self.environmentFilesMax) files")
      }
    }
    return names.sorted()
  }

  /// The input for loading: the environment files, the reader and the fingerprinter of this checkout.
  ///
  /// - Parameter caller: the environment of this process, of which Compose receives a part.
  package func loadRequest(
    overrides: [String] = [], caller: [String: String] = [:]
  ) throws(FileError) -> LoadRequest {
    var request = LoadRequest(
      environmentFiles: try environmentFiles(), overrides: overrides, read: { read($0) },
      fingerprint: fingerprinter(),
      secretFolder: { secretFolder(of: $0, $1, now: secondsNow()) })
    request.shell = ShellVariables.running(in: root, scrubbedEnvironment(caller))
    request.withheld = Set(caller.keys).subtracting(request.shell.keys)
    if request.environmentFiles.isEmpty { request.discovery = discovery() }
    return request
  }

  /// The absolute path of a file given relative to the root.
  package func path(_ relative: String) -> String { Workspace.join(root, relative) }

  private var ancestors: [String] {
    var folders = [root]
    while let last = folders.last, last != "/", let slash = last.lastIndex(of: "/") {
      folders.append(slash == last.startIndex ? "/" : String(last[..<slash]))
    }
    return folders
  }

  static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isFolder(_ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
  }
}
