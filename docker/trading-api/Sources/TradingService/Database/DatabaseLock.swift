import Glibc

/// Says to other processes that the database is in use, for as long as it lives.
///
/// A file of its own beside the database: SQLite's locks come and go with transactions, and closing any other
/// descriptor of the database's file would drop them.
final class DatabaseLock: Sendable {
  enum Kind {
    /// Reads and writes through SQLite; any number of processes.
    case use
    /// Puts another file in its place; nobody else.
    case replace
  }

  private let descriptor: Int32

  /// Takes the lock without waiting.
  init(of path: String, to kind: Kind) throws {
    let file = "\(path).lock"
    descriptor = open(file, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw SystemFile.problem("\(file) cannot be opened") }
    // From here on `deinit` closes it, also when this throws.
    guard flock(descriptor, (kind == .use ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 else { return }
    switch kind {
    case .use:
      throw DatabaseProblem(
        .locked, "The database \(path) is being restored by another process.",
        hint: "wait until `trading-api restore` has ended")
    case .replace:
      throw DatabaseProblem(
        .locked, "The database \(path) is open in another process.",
        hint: "stop the api first; a restored database would be overwritten under its feet")
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
