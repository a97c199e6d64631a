import FoundationEssentials
import GRDB
import Logging

/// A backup that took the place of the database.
package struct Restore: Hashable, Sendable {
  package var contents: DatabaseContents
  /// Where the database is that was replaced; nil when there was none.
  package var replaced: String?
}

extension Restore {
  /// Puts a verified copy of `backup` in the place of the database that `settings` name.
  ///
  /// Whatever happens, the database is the old one or the new one, and never a mixture.
  package init(
    of backup: String, to settings: DatabaseSettings, schema: Schema = .current,
    at moment: Date = .now
  ) throws {
    contents = try Self.verify(backup, schema)
    let path = settings.path
    try SystemFile.createFolder(SystemFile.folder(of: path))
    let lock = try DatabaseLock(of: path, to: .replace)
    defer { withExtendedLifetime(lock) {} }
    let draft = "\(path).restoring"
    try SystemFile.remove(draft)
    try SystemFile.copy(backup, to: draft)
    guard try DatabaseContents(verifying: draft) == contents else {
      throw DatabaseProblem(.failed, "\(backup) changed while it was read.")
    }
    replaced = try Self.setAside(settings, at: moment)
    // A log of the old database would be played into the new one.
    for suffix in ["-wal", "-shm", "-journal"] { try SystemFile.remove(path + suffix) }
    try SystemFile.move(draft, to: path)
  }

  private static func verify(_ backup: String, _ schema: Schema) throws -> DatabaseContents {
    let contents = try DatabaseContents(verifying: backup)
    guard contents.version <= schema.version else {
      let state = SchemaState.newer(version: contents.version, known: schema.version)
      throw state.problem ?? DatabaseProblem(.unfit, "\(backup) is newer than this program.")
    }
    guard contents.version > 0, contents.rows["orders"] != nil else {
      throw DatabaseProblem(.unfit, "\(backup) is not a database of trading-api.")
    }
    return contents
  }

  /// Keeps the old database among the backups: with its log folded in, or when that cannot be done because it
  /// is damaged, file by file as it is.
  private static func setAside(_ settings: DatabaseSettings, at moment: Date) throws -> String? {
    let path = settings.path
    guard SystemFile.size(of: path) > 0 else { return nil }
    let folder = BackupFolder(settings)
    try SystemFile.createFolder(folder.path)
    let target = folder.file(replacedAt: moment)
    do {
      try foldLog(of: path)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      throw DatabaseProblem(
        .locked, "The database \(path) is open in another program.", hint: "close it there first")
    } catch is DatabaseError {
      for suffix in ["-wal", "-journal"] where SystemFile.exists(path + suffix) {
        try SystemFile.copy(path + suffix, to: target + suffix)
      }
    }
    try SystemFile.copy(path, to: target)
    try SystemFile.sync(folder.path)
    return target
  }

  /// Leaving the write-ahead log needs the database for itself, which proves that nobody has it open.
  private static func foldLog(of path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = delete; BEGIN EXCLUSIVE; COMMIT")
    }
    try queue.close()
  }
}
