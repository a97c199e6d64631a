import GRDB

extension TradingDatabase {
  /// What to do at start by `database.migrations.strategy`. Afterwards the schema is current, or the strategy
  /// is manual and it stays behind.
  package func prepareSchema() throws {
    let state = try currentState()
    switch (state, settings.migrations) {
    case (.current, _): break
    case (.empty, _): try migrate()
    case (.behind, .auto): try migrate()
    case (.behind, .backup): try migrateAfterBackup()
    case (.behind, .manual):
      logger.warning("The database is behind.", metadata: ["reason": "\(state.reason ?? "")"])
    case (.newer, _): if let problem = state.problem { throw problem }
    }
  }

  /// Backs up, verifies the backup, and migrates. Returns what was done and where the backup is.
  @discardableResult
  package func migrateAfterBackup() throws -> (done: [Migration], backup: String?) {
    let state = try currentState()
    switch state {
    case .current: return ([], nil)
    case .empty: return (try migrate(), nil)
    case .newer: throw state.problem ?? DatabaseProblem(.unfit, "The database is newer.")
    case .behind(let pending):
      let version = schema.version - pending.count
      let backup = try backUpBeforeMigration(from: version).path
      do {
        return (try migrate(), backup)
      } catch {
        var problem = DatabaseProblem(error, about: "The database cannot be migrated")
        problem.hint = "the old schema is whole; \(backup) was made before the attempt"
        throw problem
      }
    }
  }

  /// Runs what is pending, each step in a transaction of its own. A step that fails leaves nothing behind.
  @discardableResult
  package func migrate() throws -> [Migration] {
    var done: [Migration] = []
    for migration in schema.migrations {
      do {
        if try run(migration) { done.append(migration) }
      } catch {
        let text = DatabaseProblem(error, about: "failed").text
        throw DatabaseProblem(
          .failed, "Migration \(migration.version) (\(migration.name)) \(text)",
          hint: "the schema is whole at version \(migration.version - 1)")
      }
    }
    return done
  }

  /// False when another process has run it already.
  private func run(_ migration: Migration) throws -> Bool {
    let isRun = try writer.barrierWriteWithoutTransaction { db in
      // Tables can be rebuilt only while references are not enforced, and not within a transaction.
      try db.execute(sql: "PRAGMA foreign_keys = off")
      defer { restoreForeignKeys(db) }
      var isRun = false
      try db.inTransaction(.immediate) {
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard version < migration.version else { return .rollback }
        try db.execute(sql: migration.sql)
        if let row = try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") {
          let table: String = row["table"] ?? "a table"
          throw DatabaseProblem(.failed, "failed: a row of \(table) refers to one that is missing.")
        }
        try db.execute(sql: "PRAGMA user_version = \(migration.version)")
        isRun = true
        return .commit
      }
      return isRun
    }
    if isRun {
      logger.info(
        "The database was migrated.",
        metadata: ["version": "\(migration.version)", "step": "\(migration.name)"])
    }
    return isRun
  }

  private func restoreForeignKeys(_ db: Database) {
    do {
      try db.execute(sql: settings.perConnection)
    } catch {
      logger.error("The writer cannot be set again.", metadata: ["error": "\(error)"])
    }
  }
}
