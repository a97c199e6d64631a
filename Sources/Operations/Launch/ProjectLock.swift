import CLinux
import Glibc

/// The right to change one project. The kernel takes it back when its holder ends, however that happens.
struct ProjectLock: ~Copyable {
  enum Attempt: ~Copyable {
    case taken(ProjectLock)
    /// Who has it, in words.
    case heldBy(String)
  }

  private let file: Descriptor

  /// Takes the lock of a project without waiting.
  ///
  /// - Parameter holder: who takes it, for those who come later.
  static func take(
    project: String, in workspace: Workspace, holder: String
  ) throws(FileError) -> Attempt {
    let path = try workspace.state("lock") + "/" + project
    let number = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard let file = Descriptor(taking: number) else { throw FileError("lock", path) }
    guard linux_lock_exclusive(file.number) == 0 else {
      guard errno == EWOULDBLOCK else { throw FileError("lock", path) }
      return .heldBy(holderOfLock(file))
    }
    guard ftruncate(file.number, 0) == 0, file.write(Array(holder.utf8)) else {
      throw FileError("lock", path)
    }
    return .taken(ProjectLock(file: file))
  }
}

private func holderOfLock(_ file: borrowing Descriptor) -> String {
  let words = file.read(bytesMax: 1024, expecting: 128) ?? []
  return words.isEmpty ? "another process" : String(decoding: words, as: UTF8.self)
}
