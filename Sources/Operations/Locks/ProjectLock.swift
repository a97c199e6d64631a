import CLinux
import Glibc

/// The right to change one project. The kernel takes it back when its holder ends, however that happens; what a holder
/// that crashed left in the file decides nothing.
struct ProjectLock: ~Copyable {
  enum Attempt: ~Copyable {
    case taken(ProjectLock)
    /// Who has it, as a sentence without its full stop.
    case heldBy(String)
  }

  private let file: Descriptor

  /// Takes the lock of a project without waiting for its holder.
  ///
  /// - Parameter holder: who takes it, for those who come later.
  static func take(
    project: String, in workspace: Workspace, holder: LockHolder
  ) throws -> Attempt {
    let path = try workspace.state("lock") + "/" + project
    let number = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard let file = Descriptor(taking: number) else { throw FileError("lock", path) }
    guard try lock(file, path) else { return .heldBy(holderOfLock(file, project)) }
    guard ftruncate(file.number, 0) == 0, file.write(holder.bytes) else {
      throw FileError("lock", path)
    }
    return .taken(ProjectLock(file: file))
  }

  /// Whether somebody changes the project now.
  static func isHeld(project: String, in workspace: Workspace) -> Bool {
    let path = workspace.path("\(Workspace.stateFolder)/lock/\(project)")
    guard let file = Descriptor(taking: open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)) else {
      return false
    }
    return linux_lock_exclusive(file.number) != 0
  }

  /// Tries for some hundredths of a second: who only looks whether it is held, holds it for a moment, and who has just
  /// taken it has not written its name yet.
  private static func lock(_ file: borrowing Descriptor, _ path: String) throws -> Bool {
    for attempt in 1...5 {
      if linux_lock_exclusive(file.number) == 0 { return true }
      guard errno == EWOULDBLOCK else { throw FileError("lock", path) }
      if attempt < 5 { usleep(10_000) }
    }
    return false
  }
}

private func holderOfLock(_ file: borrowing Descriptor, _ project: String) -> String {
  let bytes = file.read(bytesMax: 4096, expecting: 256) ?? []
  return LockHolder.reading(bytes)?.words(now: secondsNow())
    ?? "\(project) is being changed by another process"
}
