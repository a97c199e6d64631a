import Glibc

extension Workspace {
  /// Where triptych keeps what is its own, relative to the root.
  package static let stateFolder = ".triptych"

  /// The absolute path of a folder below `.triptych`, such as `run/dev`, created when it is missing. Each folder on
  /// the way is 0700; `.triptych` itself keeps git out of it.
  package func state(_ relative: String = "") throws(FileError) -> String {
    var folder = path(Self.stateFolder)
    try Self.makeFolder(folder)
    let ignore = Self.join(folder, ".gitignore")
    if !Self.exists(ignore) { try AtomicWrite.write(Array("*\n".utf8), to: ignore, mode: 0o644) }
    for component in relative.split(separator: "/") {
      guard component != ".", component != ".." else {
        throw FileError("create", relative, reason: "it leads out of \(Self.stateFolder)")
      }
      folder = Self.join(folder, String(component))
      try Self.makeFolder(folder)
    }
    return folder
  }

  /// Makes one folder with exactly `mode`, or corrects the mode of the one that is there.
  static func makeFolder(_ path: String, mode: UInt32 = 0o700) throws(FileError) {
    if mkdir(path, mode) != 0 && errno != EEXIST { throw FileError("create", path) }
    var information = stat()
    guard lstat(path, &information) == 0 else { throw FileError("create", path) }
    guard information.st_mode & S_IFMT == S_IFDIR else {
      throw FileError("create", path, reason: "something that is not a folder is in its place")
    }
    if information.st_mode & 0o7777 != mode, chmod(path, mode) != 0 {
      throw FileError("protect", path)
    }
  }
}
