import Environments
import Glibc
import Loading

extension Workspace {
  /// Writes files where there are none: all of them or, with the reason thrown, none. The declared environments appear
  /// last and at once, so that no reader finds half of them.
  package func create(_ files: [NewFile]) throws(FileError) {
    var written: [String] = []
    do throws(FileError) {
      for file in files where !file.path.hasPrefix(Self.environmentFolder + "/") {
        try createFile(file.path, file.text)
        written.append(file.path)
      }
      try createEnvironmentFolder(files.filter { $0.path.hasPrefix(Self.environmentFolder + "/") })
    } catch {
      for file in written { unlink(path(file)) }
      throw error
    }
  }

  private func createFile(_ file: String, _ text: String) throws(FileError) {
    guard try AtomicWrite.create(Array(text.utf8), at: path(file), mode: 0o644) else {
      throw FileError("write", file, reason: "it exists already")
    }
  }

  /// Makes a folder beside its final path and moves it there in one step.
  private func createEnvironmentFolder(_ files: [NewFile]) throws(FileError) {
    let parent = path("configs")
    let isNew = mkdir(parent, 0o755) == 0
    guard isNew || errno == EEXIST else { throw FileError("create", "configs") }
    var information = stat()
    guard lstat(parent, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else {
      throw FileError("create", "configs", reason: "it exists and is not a folder")
    }
    let unique = String(UInt64.random(in: .min ... .max), radix: 16)
    let temporary = "configs/.environment-\(getpid())-\(unique)"
    do throws(FileError) {
      guard mkdir(path(temporary), 0o755) == 0 else { throw FileError("create", temporary) }
      for file in files {
        try createFile(temporary + file.path.dropFirst(Self.environmentFolder.count), file.text)
      }
      // An empty folder at the final path is replaced; one with files is not.
      guard rename(path(temporary), path(Self.environmentFolder)) == 0 else {
        let isTaken = errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR
        throw isTaken
          ? FileError("write", Self.environmentFolder, reason: "it exists already")
          : FileError("write", Self.environmentFolder)
      }
    } catch {
      for file in files {
        unlink(path(temporary + file.path.dropFirst(Self.environmentFolder.count)))
      }
      rmdir(path(temporary))
      if isNew { rmdir(parent) }
      throw error
    }
  }
}
