import FoundationEssentials

/// Where backups lie and how they are called: `trading-20261123T140205.123Z.db`, so that names sort by age.
struct BackupFolder {
  var path: String
  var keep: Int

  init(_ settings: DatabaseSettings) {
    path = settings.backupFolder
    keep = settings.backupsKept
  }

  func file(at moment: Date) -> String { "\(path)/trading-\(stamp(moment)).db" }

  /// Made anew at each attempt and outside of the rotation: a service that fails to migrate and is started
  /// over and over must not push every good backup out.
  func file(beforeMigrationFrom version: Int) -> String {
    "\(path)/before-migration-v\(version).db"
  }

  /// Where a database goes that was replaced by a backup.
  func file(replacedAt moment: Date) -> String { "\(path)/replaced-\(stamp(moment)).db" }

  /// The backups that count for the rotation, the oldest first.
  var backups: [String] {
    SystemFile.names(in: path)
      .filter(isBackup)
      .map { "\(path)/\($0)" }
  }

  /// Removes the oldest backups that are too many, and says which.
  func prune() throws -> [String] {
    let surplus = Array(backups.dropLast(keep))
    for backup in surplus { try SystemFile.remove(backup) }
    return surplus
  }

  /// Only what this program named: others may keep files here too.
  private func isBackup(_ name: String) -> Bool {
    guard name.hasPrefix("trading-"), name.hasSuffix("Z.db") else { return false }
    let moment = name.dropFirst("trading-".count).dropLast("Z.db".count)
    return moment.count == "20261123T140205.123".count
      && moment.allSatisfy { "0123456789T.".contains($0) }
  }

  private func stamp(_ moment: Date) -> String {
    moment.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
      .filter { $0 != "-" && $0 != ":" }
  }
}
