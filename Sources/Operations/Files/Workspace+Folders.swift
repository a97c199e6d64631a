import Environments
import Glibc

extension Workspace {
  /// The names in a folder, sorted, without `.` and `..`; empty when it cannot be read or is a link.
  static func names(in folder: String) -> [String] {
    let number = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { return [] }
    guard let stream = fdopendir(number) else {
      close(number)
      return []
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// What a symbolic link says, unresolved; `nil` when there is none.
  static func target(ofLink path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { space in
      space.baseAddress.map { readlink(path, $0, space.count) } ?? -1
    }
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }

  /// Removes a folder of triptych's own with all that is in it, three levels deep at most. Links are removed, not followed.
  static func removeTree(_ path: String, depth: Int = 3) {
    var facts = stat()
    guard lstat(path, &facts) == 0 else { return }
    guard facts.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    if depth > 0 {
      for name in names(in: path) { removeTree(join(path, name), depth: depth - 1) }
    }
    rmdir(path)
  }

  /// Waits until the disk has the names in a folder.
  static func sync(_ path: String) throws(FileError) {
    guard let folder = Descriptor(taking: open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)),
      fsync(folder.number) == 0
    else { throw FileError("write", path) }
  }
}
