import Foundation
import GRDB
import Testing
import TradingService

struct `Backing up` {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Proves `database.backups.directory`.
  @Test func `a backup in database.backups.directory holds what the database holds`() async throws {
    let room = try TradingRoom(in: folder)
    _ = try await room.desk.place(.sample(), key: "one")

    let backup = try room.database.backUp(at: Date(timeIntervalSince1970: 1_795_395_115.5))

    #expect(backup.path == "\(folder.path)/backups/trading-20261123T005155.500Z.db")
    #expect(
      backup.contents.rows == [
        "idempotency_keys": 1, "kill_switch": 0, "orders": 1, "positions": 1,
      ])
    #expect(folder.names(in: "backups") == ["trading-20261123T005155.500Z.db"])
    #expect(try folder.mode(of: "backups/trading-20261123T005155.500Z.db") == 0o600)
    #expect(try folder.mode(of: "backups") == 0o700)
  }

  /// Proves `database.backups.keep`.
  @Test func `database.backups.keep stay and the oldest make room`() throws {
    let database = try openDatabase(in: folder) { $0.backupsKept = 2 }
    let moments = (0..<4).map { Date(timeIntervalSince1970: 1_795_395_115 + Double($0)) }

    let backups = try moments.map { try database.backUp(at: $0) }

    #expect(backups.map(\.removed) == [[], [], [backups[0].path], [backups[1].path]])
    #expect(
      folder.names(in: "backups").map { "\(folder.path)/backups/\($0)" } == [
        backups[2].path, backups[3].path,
      ])
  }

  @Test func `files that are no backups are never removed`() throws {
    let database = try openDatabase(in: folder) { $0.backupsKept = 1 }
    _ = try database.backUp(at: Date(timeIntervalSince1970: 1))
    try folder.write("", to: "backups/trading-notes.db")
    try folder.write("", to: "backups/0.txt")

    _ = try database.backUp(at: Date(timeIntervalSince1970: 1_795_395_115))

    #expect(
      folder.names(in: "backups") == [
        "0.txt", "trading-20261123T005155.000Z.db", "trading-notes.db",
      ])
  }

  @Test func `a backup can be made while another process writes`() async throws {
    let room = try TradingRoom(in: folder)
    let other = try otherProgram(on: room.configuration.database.path)
    try await other.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE; INSERT INTO positions VALUES ('X', 1, 1)")
    }

    let backup = try room.database.backUp()

    #expect(backup.contents.rows["positions"] == 0)
    try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
  }

  @Test func `a file of one's own choice must not exist yet`() throws {
    let database = try openDatabase(in: folder)
    try folder.write("mine", to: "mine.db")

    let problem = #expect(throws: DatabaseProblem.self) {
      try database.backUp(to: "\(folder.path)/mine.db")
    }

    #expect(problem?.text == "\(folder.path)/mine.db exists.")
    #expect(try database.backUp(to: "\(folder.path)/new.db").path == "\(folder.path)/new.db")
  }

  @Test func `a backup that cannot be written leaves no half of it`() throws {
    let database = try openDatabase(in: folder)

    let problem = #expect(throws: DatabaseProblem.self) {
      try database.backUp(to: "/dev/full/x.db")
    }

    #expect(
      problem?.text == "/dev/full/x.db.partial cannot be removed: Not a directory.")
  }
}
