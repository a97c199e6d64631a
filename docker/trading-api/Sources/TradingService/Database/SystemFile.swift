import Glibc

/// The few things that are done with whole files here. Every error names the path and the system's reason.
enum SystemFile {
  /// Creates a folder, and those above it, that nobody else may enter. One that exists stays as it is.
  static func createFolder(_ path: String) throws {
    guard mkdir(path, 0o700) != 0, errno != EEXIST else { return }
    if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try createFolder(String(path[..<slash]))
      guard mkdir(path, 0o700) != 0, errno != EEXIST else { return }
    }
    throw problem("The folder \(path) cannot be created")
  }

  /// Creates an empty file that nobody else may read. False when it exists.
  static func create(_ path: String) throws -> Bool {
    let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
    if descriptor >= 0 {
      close(descriptor)
      return true
    }
    guard errno == EEXIST else { throw problem("\(path) cannot be created") }
    return false
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// How many bytes the file has; 0 where there is none.
  static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Brings a file, or the names in a folder, to the disk.
  static func sync(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw problem("\(path) cannot be opened") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw problem("\(path) cannot be synced") }
  }

  /// Gives a file its last name at once: whoever looks sees the old one or the whole new one.
  static func move(_ path: String, to target: String) throws {
    guard rename(path, target) == 0 else { throw problem("\(path) cannot become \(target)") }
    try sync(folder(of: target))
  }

  /// Removes a file; one that is not there is no error.
  static func remove(_ path: String) throws {
    guard unlink(path) == 0 || errno == ENOENT else { throw problem("\(path) cannot be removed") }
  }

  /// Copies a file byte by byte to a new one that nobody else may read, and syncs it.
  static func copy(_ path: String, to target: String) throws {
    let source = open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw problem("\(path) cannot be read") }
    defer { close(source) }
    let copy = open(target, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard copy >= 0 else { throw problem("\(target) cannot be created") }
    defer { close(copy) }
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(source, &chunk, chunk.count)
      if count == 0 { break }
      guard count > 0 else { throw problem("\(path) cannot be read") }
      var written = 0
      while written < count {
        let part = chunk[written..<count].withUnsafeBytes { write(copy, $0.baseAddress, $0.count) }
        guard part > 0 else { throw problem("\(target) cannot be written") }
        written += part
      }
    }
    guard fsync(copy) == 0 else { throw problem("\(target) cannot be synced") }
  }

  /// The names in a folder, in order; none where there is no folder.
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.sorted()
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// What the system says about the last call.
  static func problem(_ what: String) -> DatabaseProblem {
    DatabaseProblem(.failed, "\(what): \(String(cString: strerror(errno))).")
  }
}
