import GRDB

/// What a database holds, as far as two of them are compared: a copy must hold the same.
package struct DatabaseContents: Codable, Hashable, Sendable {
  package var version: Int
  /// How many rows each table has.
  package var rows: [String: Int]

  init(of db: Database) throws {
    version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let tables = try String.fetchAll(
      db,
      sql: """
        SELECT name FROM sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name
        """)
    rows = [:]
    for table in tables {
      let name = "\"\(table.replacing("\"", with: "\"\""))\""
      rows[table] = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(name)") ?? 0
    }
  }

  /// Reads a file that nobody has open, and throws unless SQLite finds it sound.
  package init(verifying path: String) throws {
    do {
      guard SystemFile.size(of: path) > 0 else {
        throw DatabaseProblem(
          .failed, "\(path) \(SystemFile.exists(path) ? "is empty" : "is not there").")
      }
      var configuration = Configuration()
      configuration.readonly = true
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA trusted_schema = off") }
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      self = try queue.read { db in
        let findings = try String.fetchAll(db, sql: "PRAGMA integrity_check(3)")
        guard findings == ["ok"] else {
          throw DatabaseProblem(.failed, "\(path) is damaged: \(findings.joined(separator: "; ")).")
        }
        guard try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil else {
          throw DatabaseProblem(.failed, "\(path) is damaged: a row refers to one that is missing.")
        }
        return try DatabaseContents(of: db)
      }
      try queue.close()
    } catch {
      throw DatabaseProblem(error, about: "\(path) is not a sound database")
    }
  }
}
