import FoundationEssentials
import GRDB

extension TradingDatabase {
  /// Copies the database to a file of the backup folder, or to `target`, while others go on writing.
  package func backUp(to target: String? = nil, at moment: Date = .now) throws -> Backup {
    let folder = BackupFolder(settings)
    if let target {
      guard !SystemFile.exists(target) else {
        throw DatabaseProblem(.refused, "\(target) exists.", hint: "name a file that does not")
      }
      return try copyVerified(to: target)
    }
    try SystemFile.createFolder(folder.path)
    var backup = try copyVerified(to: folder.file(at: moment))
    backup.removed = try folder.prune()
    return backup
  }

  func backUpBeforeMigration(from version: Int) throws -> Backup {
    let folder = BackupFolder(settings)
    try SystemFile.createFolder(folder.path)
    return try copyVerified(to: folder.file(beforeMigrationFrom: version))
  }

  /// The copy has its name only when it is whole, sound, on the disk and holds what the database held.
  private func copyVerified(to target: String) throws -> Backup {
    let draft = "\(target).partial"
    do {
      try SystemFile.remove(draft)
      guard try SystemFile.create(draft) else { throw SystemFile.problem("\(draft) is in the way") }
      let held = try copy(to: draft)
      let copied = try DatabaseContents(verifying: draft)
      guard copied == held else {
        throw DatabaseProblem(.failed, "The copy holds \(copied.rows), the database \(held.rows).")
      }
      try SystemFile.sync(draft)
      try SystemFile.move(draft, to: target)
      return Backup(
        path: target, bytes: SystemFile.size(of: target), contents: copied, removed: [])
    } catch {
      // The reason below says more than what would go wrong here.
      try? SystemFile.remove(draft)
      throw DatabaseProblem(error, about: "The database cannot be backed up to \(target)")
    }
  }

  /// Copies within one read transaction, so that what is counted is what is copied.
  private func copy(to draft: String) throws -> DatabaseContents {
    let queue = try DatabaseQueue(path: draft)
    let contents = try writer.read { source in
      let contents = try DatabaseContents(of: source)
      try queue.writeWithoutTransaction { try source.backup(to: $0) }
      return contents
    }
    // One file that needs nothing beside it.
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = delete") }
    try queue.close()
    return contents
  }
}
