import GRDB
import Logging
import TradingService

/// Settings as production has them, in a folder of the test.
func settings(
  in folder: TemporaryFolder, _ change: (inout DatabaseSettings) -> Void = { _ in }
) throws -> DatabaseSettings {
  var settings = try Sample.configuration().database
  settings.path = "\(folder.path)/data/trading.db"
  settings.backupFolder = "\(folder.path)/backups"
  change(&settings)
  return settings
}

/// An open database with the current schema.
func openDatabase(
  in folder: TemporaryFolder, schema: Schema = .current, log: CollectedLog = CollectedLog(),
  _ change: (inout DatabaseSettings) -> Void = { _ in }
) throws -> TradingDatabase {
  let database = try TradingDatabase(
    opening: try settings(in: folder, change), schema: schema, logger: log.logger)
  try database.prepareSchema()
  return database
}

/// A database as an older program left it.
func leaveDatabase(in folder: TemporaryFolder, version: Int) throws {
  let database = try openDatabase(in: folder, schema: Schema.current.upTo(version))
  try database.close()
}

/// Runs SQL from outside, as somebody with a shell would.
@discardableResult
func sql(_ statement: String, on path: String) throws -> [String] {
  let queue = try DatabaseQueue(path: path)
  let rows = try queue.writeWithoutTransaction { db in
    try Row.fetchAll(db, sql: statement).map { row in
      row.databaseValues.map { "\($0)" }.joined(separator: "|")
    }
  }
  try queue.close()
  return rows
}

/// Another program that has the database open and may keep a transaction open.
func otherProgram(on path: String) throws -> DatabaseQueue {
  var configuration = Configuration()
  configuration.allowsUnsafeTransactions = true
  return try DatabaseQueue(path: path, configuration: configuration)
}
