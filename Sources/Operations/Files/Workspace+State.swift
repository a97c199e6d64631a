import Glibc

extension Workspace {
  /// The folder for triptych's own files, relative to the root.
  package static let stateFolder = ".triptych"

  /// The absolute path of a folder below `.triptych`, such as `run/dev`, created when it is missing. Each folder on
  /// the way is 0700; `.triptych` itself keeps git out of it.
  package func state(_ relative: String = "") throws(FileError) -> String {
    guard !isReadOnly else { throw FileError("write", Self.stateFolder, code: EROFS) }
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

  /// Removes the plain files of a folder, given relative to the root, except for at most `max` that `isKept` accepts by
  /// name. Failures are ignored, because nothing depends on the removal.
  func removeFiles(in relative: String, max: Int, unless isKept: (String) -> Bool) {
    let number = open(path(relative), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { return }
    guard let folder = fdopendir(number) else {
      close(number)
      return
    }
    defer { closedir(folder) }
    var kept = 0
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      // A hidden file is being written by another process, or is left from one that was killed.
      if name.hasPrefix(".") {
        var facts = stat()
        let isFile =
          fstatat(number, name, &facts, AT_SYMLINK_NOFOLLOW) == 0
          && facts.st_mode & S_IFMT == S_IFREG
        if isFile, secondsNow() - facts.st_mtim.tv_sec > 3_600 { unlinkat(number, name, 0) }
      } else if isKept(name), kept < max {
        kept += 1
      } else {
        unlinkat(number, name, 0)
      }
    }
  }

  /// Makes a folder with exactly `mode`, or corrects the mode of the existing one.
  static func makeFolder(_ path: String, mode: UInt32 = 0o700) throws(FileError) {
    if mkdir(path, mode) != 0 && errno != EEXIST { throw FileError("create", path) }
    var information = stat()
    guard lstat(path, &information) == 0 else { throw FileError("create", path) }
    guard information.st_mode & S_IFMT == S_IFDIR else {
      throw FileError("create", path, reason: "it exists and is not a folder")
    }
    guard information.st_uid == geteuid() || information.st_uid == 0 || geteuid() == 0 else {
      throw FileError("use", path, reason: "it belongs to another user")
    }
    if information.st_mode & 0o7777 != mode, chmod(path, mode) != 0 {
      throw FileError("protect", path)
    }
  }
}
