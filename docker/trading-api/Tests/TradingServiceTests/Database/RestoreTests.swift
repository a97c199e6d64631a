import Foundation
import GRDB
import Testing
import TradingService

struct `Restoring a backup` {
  let folder: TemporaryFolder
  let moment = Date(timeIntervalSince1970: 1_795_395_115.5)

  init() throws { folder = try TemporaryFolder() }

  @Test func `the backup takes the place of the database, which is kept`() async throws {
    let (backup, settings) = try await backUpThenAddAnOrder()

    let restore = try Restore(of: backup, to: settings, at: moment)

    #expect(restore.contents.rows["orders"] == 1)
    #expect(restore.replaced == "\(folder.path)/backups/replaced-20261123T005155.500Z.db")
    #expect(try DatabaseContents(verifying: restore.replaced ?? "").rows["orders"] == 2)
    #expect(folder.names(in: "data") == ["trading.db", "trading.db.lock"])
    #expect(try folder.mode(of: "data/trading.db") == 0o600)
    #expect(try openDatabase(in: folder).contents().rows["orders"] == 1)
  }

  @Test func `a log that a killed process left is kept with the old database and not replayed`()
    async throws
  {
    let (backup, settings) = try await backUpThenAddAnOrder(keepingLog: true)
    #expect(folder.names(in: "data").contains("trading.db-wal"))

    let restore = try Restore(of: backup, to: settings, at: moment)

    #expect(folder.names(in: "data") == ["trading.db", "trading.db.lock"])
    #expect(try DatabaseContents(verifying: restore.replaced ?? "").rows["orders"] == 2)
    #expect(try openDatabase(in: folder).contents().rows["orders"] == 1)
  }

  @Test func `a server that has the database open prevents it`() async throws {
    let room = try TradingRoom(in: folder)
    let backup = try room.database.backUp()

    let problem = #expect(throws: DatabaseProblem.self) {
      try Restore(of: backup.path, to: room.configuration.database)
    }

    #expect(problem?.code == .locked)
    #expect(
      problem?.lines == """
        error: The database \(folder.path)/data/trading.db is open in another process.
        hint: stop the api first; a restored database would be overwritten under its feet
        """)
  }

  @Test func `so does another program that has it open`() async throws {
    let (backup, settings) = try await backUpThenAddAnOrder()
    let other = try DatabasePool(path: settings.path)
    _ = try await other.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM orders") }

    let problem = #expect(throws: DatabaseProblem.self) { try Restore(of: backup, to: settings) }

    #expect(problem?.text == "The database \(settings.path) is open in another program.")
    let count = try await other.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM orders") }
    #expect(count == 2)
  }

  @Test func `a damaged backup is refused and the database stays`() async throws {
    let (backup, settings) = try await backUpThenAddAnOrder()
    try damage(backup)

    let problem = #expect(throws: DatabaseProblem.self) { try Restore(of: backup, to: settings) }

    #expect(problem?.text.contains(backup) == true)
    #expect(try openDatabase(in: folder).contents().rows["orders"] == 2)
  }

  @Test(arguments: [
    ("", "is empty."), ("nothing that SQLite wrote", "is not a sound database"),
  ])
  func `a file that is no database is refused`(text: String, words: String) throws {
    try folder.write(text, to: "x.db")

    let problem = #expect(throws: DatabaseProblem.self) {
      try Restore(of: "\(folder.path)/x.db", to: try settings(in: folder))
    }

    #expect(problem?.text.contains(words) == true)
    #expect(folder.names() == ["x.db"])
  }

  @Test func `a newer backup and one of another program are refused`() throws {
    let database = try openDatabase(in: folder)
    let newer = try database.backUp(to: "\(folder.path)/newer.db").path
    try database.close()
    try sql("PRAGMA user_version = 9", on: newer)
    try sql("CREATE TABLE t (x)", on: "\(folder.path)/other.db")

    let problems = [newer, "\(folder.path)/other.db"].map { path in
      #expect(throws: DatabaseProblem.self) {
        try Restore(of: path, to: try settings(in: folder))
      }?.text
    }

    #expect(
      problems == [
        "The database has schema version 9, and this program knows 3 only.",
        "\(folder.path)/other.db is not a database of trading-api.",
      ])
  }

  @Test func `a damaged database is replaced, and kept as it is`() async throws {
    let (backup, settings) = try await backUpThenAddAnOrder()
    try folder.write("nothing that SQLite wrote", to: "data/trading.db")
    try FileManager.default.removeItem(atPath: "\(settings.path)-wal")

    let restore = try Restore(of: backup, to: settings, at: moment)

    #expect(
      try String(contentsOfFile: restore.replaced ?? "", encoding: .utf8)
        == "nothing that SQLite wrote")
    #expect(try openDatabase(in: folder).contents().rows["orders"] == 1)
  }

  @Test func `where there is no database yet, the backup becomes it`() async throws {
    let (backup, _) = try await backUpThenAddAnOrder()
    let new = try TemporaryFolder()

    let restore = try Restore(of: backup, to: try settings(in: new))

    #expect(restore.replaced == nil)
    #expect(try openDatabase(in: new).contents().rows["orders"] == 1)
  }

  /// A backup with one order, and the settings of the database, which has two and is closed.
  private func backUpThenAddAnOrder(
    keepingLog: Bool = false
  ) async throws -> (backup: String, settings: DatabaseSettings) {
    let room = try TradingRoom(in: folder)
    _ = try await room.desk.place(.sample(), key: "one")
    let backup = try room.database.backUp(to: "\(folder.path)/backup.db").path
    _ = try await room.desk.place(.sample(), key: "two")
    let data = "\(folder.path)/data"
    if keepingLog { try FileManager.default.copyItem(atPath: data, toPath: "\(data).killed") }
    try room.database.close()
    if keepingLog {
      try FileManager.default.removeItem(atPath: data)
      try FileManager.default.moveItem(atPath: "\(data).killed", toPath: data)
    }
    return (backup, room.configuration.database)
  }

  /// Writes over the middle of a file.
  private func damage(_ path: String) throws {
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    try handle.seek(toOffset: 4_096)
    try handle.write(contentsOf: Data(repeating: 0xAB, count: 8_192))
    try handle.close()
  }
}
