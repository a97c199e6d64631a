import GRDB

/// Why the database cannot be used, or why an operation on it was refused, in words for an operator.
package struct DatabaseProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// How a program ends that met the problem.
  package enum Code: Int32, Sendable {
    case failed = 1
    /// Somebody else has the database open.
    case locked = 75
    case refused = 77
    /// The database and this program do not fit together.
    case unfit = 78
  }

  package var code: Code
  package var text: String
  package var hint: String?

  package init(_ code: Code = .failed, _ text: String, hint: String? = nil) {
    self.code = code
    self.text = text
    self.hint = hint
  }

  package var description: String { text }

  /// The problem as the operator reads it, with the hint on a line of its own.
  package var lines: String {
    hint.map { "error: \(text)\nhint: \($0)" } ?? "error: \(text)"
  }

  /// A problem about `subject` made of whatever GRDB or SQLite threw.
  package init(_ error: any Error, about subject: String) {
    if let problem = error as? DatabaseProblem {
      self = problem
      return
    }
    guard let error = error as? DatabaseError else {
      self.init(.failed, "\(subject): \(error).")
      return
    }
    self.init(
      error.resultCode == .SQLITE_BUSY ? .locked : .failed, "\(subject): \(error.words).",
      hint: error.hint)
  }
}

extension DatabaseError {
  /// What went wrong in SQLite's words, without the statement: it may be long, and says little at 3 am.
  package var words: String { message ?? "SQLite error \(resultCode.rawValue)" }

  fileprivate var hint: String? {
    switch resultCode {
    case .SQLITE_BUSY: "another process is writing; database.busy_timeout says how long to wait"
    case .SQLITE_FULL: "make room on the volume of the database"
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
      "the folder and the file must belong to the user that the service runs as"
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      "`trading-api restore FILE` puts a backup in its place"
    default: nil
    }
  }
}
