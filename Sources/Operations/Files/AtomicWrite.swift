import Glibc

/// Writes files atomically: after a crash at any moment, and for any reader, a file has its old content or its new one.
package enum AtomicWrite {
  /// Replaces the file at an absolute path, or creates it, with exactly `mode`. The folder must exist; a link in
  /// the file's place is replaced, not followed.
  package static func write(
    _ bytes: [UInt8], to path: String, mode: UInt32 = 0o600
  ) throws(FileError) {
    let (folderPath, name) = split(path)
    let folderNumber = open(folderPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard let folder = Descriptor(taking: folderNumber) else { throw FileError("write", path) }
    let temporary = try create(bytes, beside: name, in: folder, path: path, mode: mode)
    guard renameat(folder.number, temporary, folder.number, name) == 0 else {
      let failure = FileError("write", path)
      unlinkat(folder.number, temporary, 0)
      throw failure
    }
    guard fsync(folder.number) == 0 else { throw FileError("write", path) }
  }

  /// Like `write`, but leaves a file that already has the content and the mode; returns whether it wrote.
  @discardableResult
  package static func writeIfDifferent(
    _ bytes: [UInt8], to path: String, mode: UInt32 = 0o600
  ) throws(FileError) -> Bool {
    if holds(bytes, path, mode: mode) { return false }
    try write(bytes, to: path, mode: mode)
    return true
  }

  /// Creates the file, complete from the moment it appears, unless it exists; returns whether it did.
  static func create(_ bytes: [UInt8], at path: String, mode: UInt32) throws(FileError) -> Bool {
    let (folderPath, name) = split(path)
    let folderNumber = open(folderPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard let folder = Descriptor(taking: folderNumber) else { throw FileError("create", path) }
    let temporary = try create(bytes, beside: name, in: folder, path: path, mode: mode)
    defer { unlinkat(folder.number, temporary, 0) }
    // `link` succeeds or fails in one step, unlike opening first and writing later.
    if linkat(folder.number, temporary, folder.number, name, 0) == 0 {
      fsync(folder.number)
      return true
    }
    guard errno == EEXIST else { throw FileError("create", path) }
    return false
  }

  private static func create(
    _ bytes: [UInt8], beside name: String, in folder: borrowing Descriptor, path: String,
    mode: UInt32
  ) throws(FileError) -> String {
    let unique = String(UInt64.random(in: .min ... .max), radix: 16)
    let temporary = ".\(name.prefix(64)).\(getpid())-\(unique).tmp"
    let number = openat(
      folder.number, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard let file = Descriptor(taking: number) else { throw FileError("write", path) }
    guard file.write(bytes), fchmod(file.number, mode) == 0, fsync(file.number) == 0 else {
      let failure = FileError("write", path)
      unlinkat(folder.number, temporary, 0)
      throw failure
    }
    return temporary
  }

  private static func holds(_ bytes: [UInt8], _ path: String, mode: UInt32) -> Bool {
    let number = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
    guard let file = Descriptor(taking: number) else { return false }
    var information = stat()
    guard fstat(file.number, &information) == 0, information.st_mode == S_IFREG | mode,
      information.st_size == bytes.count
    else { return false }
    return file.read(bytesMax: bytes.count + 1, expecting: bytes.count) == bytes
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    return (folder, String(path[path.index(after: slash)...]))
  }
}
