/// How the SQLite database is opened and looked after.
package struct DatabaseSettings: Hashable, Sendable {
  package enum JournalMode: String, CaseIterable, Sendable { case wal, delete }
  package enum Synchronous: String, CaseIterable, Sendable { case off, normal, full, extra }
  package enum AutoVacuum: String, CaseIterable, Sendable { case none, incremental, full }
  package enum TempStore: String, CaseIterable, Sendable { case file, memory }

  /// What happens at start when the schema is older than the program. An empty database is always created.
  package enum MigrationStrategy: String, CaseIterable, Sendable {
    /// It is migrated.
    case auto
    /// It is copied, the copy is verified, then it is migrated.
    case backup
    /// Nothing: the api is not ready until somebody runs `trading-api migrate up`.
    case manual
  }

  package var path: String
  package var journalMode: JournalMode
  package var synchronous: Synchronous
  package var autoVacuum: AutoVacuum
  package var tempStore: TempStore
  package var walAutocheckpointPages: Int
  package var busyTimeout: Duration
  package var hasForeignKeys: Bool
  /// For each connection.
  package var cacheBytes: Int
  package var mmapBytes: Int
  package var journalBytesMax: Int
  package var readers: Int
  package var migrations: MigrationStrategy
  package var backupFolder: String
  package var backupsKept: Int
  package var logsStatements: Bool
}
