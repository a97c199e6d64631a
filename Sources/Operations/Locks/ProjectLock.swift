import CLinux
import Glibc

/// The exclusive right to change one project. The kernel releases it when the holding process ends in any way; the content
/// that a crashed process left in the file has no effect.
struct ProjectLock: ~Copyable {
  enum Attempt: ~Copyable {
    case taken(ProjectLock)
    /// The holder, as a sentence without its full stop.
    case heldBy(String)
  }

  private let file: Descriptor

  /// Takes the lock of a project without waiting for its holder.
  ///
  /// - Parameter holder: the description of this process, for other processes.
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

  /// Whether a process holds the lock now.
  static func isHeld(project: String, in workspace: Workspace) -> Bool {
    let path = workspace.path("\(Workspace.stateFolder)/lock/\(project)")
    guard let file = Descriptor(taking: open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)) else {
      return false
    }
    return linux_lock_exclusive(file.number) != 0
  }

  /// Tries for some hundredths of a second, because `isHeld` takes the lock for a moment, and because a process that has
  /// just taken it may not have described itself yet.
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
