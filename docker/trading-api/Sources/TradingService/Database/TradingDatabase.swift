import GRDB
import Glibc
import Logging
import Synchronization

/// The open database: one writer, and with a write-ahead log as many readers as the settings say.
package final class TradingDatabase: Sendable {
  package let settings: DatabaseSettings
  package let schema: Schema
  let writer: any DatabaseWriter
  let logger: Logger
  /// Nil when it is closed.
  private let lock: Mutex<DatabaseLock?>

  /// Opens the database and makes it when there is none; its schema is left as it is.
  package init(
    opening settings: DatabaseSettings, schema: Schema = .current,
    logger: Logger = Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }
  ) throws {
    self.settings = settings
    self.schema = schema
    self.logger = logger
    let path = settings.path
    try SystemFile.createFolder(SystemFile.folder(of: path))
    lock = Mutex(try DatabaseLock(of: path, to: .use))
    // Made here, because SQLite would let others read it; its journals take over this file's mode.
    _ = try SystemFile.create(path)
    do {
      try Self.refuseNewer(settings, schema, logger)
      let configuration = Configuration(settings, logger: logger)
      switch settings.journalMode {
      case .wal: writer = try DatabasePool(path: path, configuration: configuration)
      case .delete: writer = try DatabaseQueue(path: path, configuration: configuration)
      }
      // The pool has set the writer's synchronous to normal, whatever it was before.
      try writer.writeWithoutTransaction { try $0.execute(sql: settings.perConnection) }
    } catch {
      throw DatabaseProblem(error, about: "The database \(path) cannot be opened")
    }
  }

  /// Waits for what is running and closes every connection.
  package func close() throws {
    try writer.close()
    lock.withLock { $0 = nil }
  }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    try await writer.read { db in
      try self.requireCurrentSchema(db)
      return try body(db)
    }
  }

  /// Runs `body` in one immediate transaction. When this returns, `synchronous` has been obeyed.
  package func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    try await writer.write { db in
      try self.requireCurrentSchema(db)
      return try body(db)
    }
  }

  package func schemaState() async throws -> SchemaState {
    try await writer.read { [schema] in try SchemaState(of: $0, schema) }
  }

  /// Each time, because another process may migrate while this one serves.
  private func requireCurrentSchema(_ db: Database) throws {
    let state = try SchemaState(of: db, schema)
    if let reason = state.reason { throw Refusal.schema(reason) }
  }

  /// Before anything is written: a later program's database is not even given a journal.
  private static func refuseNewer(
    _ settings: DatabaseSettings, _ schema: Schema, _ logger: Logger
  ) throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(Double(settings.busyTimeout.milliseconds) / 1_000)
    guard SystemFile.size(of: settings.path) > 0 else { return }
    let queue = try DatabaseQueue(path: settings.path, configuration: configuration)
    let state = try queue.read { try SchemaState(of: $0, schema) }
    try queue.close()
    if case .newer = state, let problem = state.problem { throw problem }
  }
}

extension TradingDatabase {
  /// How the connections are set: the writer, and one of those that read.
  package func pragmas() throws -> (writer: Pragmas, reader: Pragmas) {
    (
      try writer.writeWithoutTransaction(Pragmas.init),
      try writer.read(Pragmas.init)
    )
  }

  package func contents() throws -> DatabaseContents { try writer.read(DatabaseContents.init) }

  package func currentState() throws -> SchemaState {
    try writer.read { try SchemaState(of: $0, schema) }
  }

  /// Whether the kill switch is on; false while there is no telling, because the schema is behind.
  func isHalted() throws -> Bool {
    guard try currentState() == .current else { return false }
    return try writer.read { try $0.killSwitch().halted }
  }

  /// How many connections read at once.
  package var readerCount: Int { settings.journalMode == .wal ? settings.readers : 1 }

  /// The sizes of the database and of its write-ahead log.
  package var bytes: (database: Int, wal: Int) {
    (SystemFile.size(of: settings.path), SystemFile.size(of: "\(settings.path)-wal"))
  }

  /// Why the file cannot be written, as far as that is seen without writing; nil when it can.
  package var whyNotWritable: String? {
    for path in [settings.path, SystemFile.folder(of: settings.path)]
    where access(path, R_OK | W_OK) != 0 {
      return "\(path): \(String(cString: strerror(errno)))"
    }
    return nil
  }
}

extension SchemaState {
  init(of db: Database, _ schema: Schema) throws {
    let version = try Int.fetchOne(db.cachedStatement(sql: "PRAGMA user_version")) ?? 0
    let isEmpty = try version == 0 && !db.hasTables()
    if version == 0, !isEmpty {
      throw DatabaseProblem(
        .unfit, "The database holds tables of another program.",
        hint: "database.path must name a file of its own")
    }
    self.init(version: version, isEmpty: isEmpty, of: schema)
  }
}

extension Database {
  func hasTables() throws -> Bool {
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%')"
    return try Bool.fetchOne(self, sql: sql) ?? false
  }
}
