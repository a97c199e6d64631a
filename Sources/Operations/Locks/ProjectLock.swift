import CLinux
import Glibc
import Processes

/// The exclusive right to change one project. The kernel releases it when the holding process ends in any way; the content
/// that a crashed process left in the file has no effect.
struct ProjectLock: ~Copyable {
  enum Attempt: ~Copyable {
    case taken(ProjectLock)
    /// The holder, as a sentence without its full stop.
    case heldBy(String)
  }

  private let file: Descriptor
  fileprivate var descriptor: Int32 { file.number }

  /// Takes the lock of a project without waiting for its holder.
  ///
  /// - Parameter holder: the description of this process, for other processes.
  static func take(
    project: String, in workspace: Workspace, holder: LockHolder
  ) throws -> Attempt {
    let path = try workspace.state("lock") + "/" + project
    let file = try OwnFile.open(path, for: .locking, to: "lock")
    guard try lock(file, path) else { return .heldBy(holderOfLock(file, project)) }
    guard ftruncate(file.number, 0) == 0, file.write(holder.bytes) else {
      throw FileError("lock", path)
    }
    return .taken(ProjectLock(file: file))
  }

  /// Who holds a lock.
  enum Hold {
    case nobody
    case process
    /// The process that took it is gone; a program that it started still runs.
    case leftBehind
  }

  static func hold(on project: String, in workspace: Workspace) -> Hold {
    let path = workspace.path("\(Workspace.stateFolder)/lock/\(project)")
    guard let file = try? OwnFile.open(path, for: .reading, to: "read"),
      linux_lock_exclusive(file.number) != 0
    else { return .nobody }
    let holder = LockHolder.reading(file.read(bytesMax: 4096, expecting: 256) ?? [])
    return holder?.isGone == true ? .leftBehind : .process
  }

  /// Tries for some hundredths of a second, because `hold` takes the lock for a moment, and because a process that has
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

/// Runs commands with another runner; those that act hold the lock as long as they run, also when this process is killed.
struct LockedRunner: CommandRunner {
  private let runner: any CommandRunner
  private let descriptor: Int32

  /// The lock must outlive the runner.
  init(_ runner: any CommandRunner, _ lock: borrowing ProjectLock) {
    self.runner = runner
    descriptor = lock.descriptor
  }

  func run(
    _ command: Command, onLine: (@Sendable (OutputLine) -> Void)?
  ) async -> CommandResult {
    guard !command.endsWithUs else { return await runner.run(command, onLine: onLine) }
    var held = command
    held.heldDescriptor = descriptor
    guard let input = command.input else { return await runner.run(held, onLine: onLine) }
    let file = MemoryFile(input)
    defer { file.close() }
    guard file.number >= 0 else {
      let reason = "its input cannot be kept in memory: \(String(cString: strerror(errno)))"
      return CommandResult(command: command, ending: .notStarted(reason))
    }
    held.read(fromDescriptor: file.number)
    return await runner.run(held, onLine: onLine)
  }

  func run(_ command: Command, over socket: Int32) async -> CommandResult {
    await runner.run(command, over: socket)
  }
}

extension Command {
  /// Lets the program read a file of this process as its standard input, and hold the descriptor that would be there as
  /// its third. Only standard streams pass to a program, so a shell puts them in place before it becomes the program.
  fileprivate mutating func read(fromDescriptor number: Int32) {
    shown = shown ?? [executable] + arguments
    arguments =
      ["-c", #"exec 3<&0 <"$0"; exec "$@""#, "/proc/\(getpid())/fd/\(number)", executable]
      + arguments
    executable = "/bin/sh"
    input = nil
  }
}

private func holderOfLock(_ file: borrowing Descriptor, _ project: String) -> String {
  let bytes = file.read(bytesMax: 4096, expecting: 256) ?? []
  if let holder = LockHolder.reading(bytes) {
    let words = holder.words(now: secondsNow())
    return holder.isGone ? words + "; that process is gone, what it started still runs" : words
  }
  return "\(project) is being changed by another process"
}
