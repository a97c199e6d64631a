import GRDB
import Testing
import TradingService

struct `Waiting for another writer` {
  /// Proves `database.busy_timeout`.
  @Test func `database.busy_timeout is how long a write waits before it is refused`() async throws {
    let folder = try TemporaryFolder()
    let database = try openDatabase(in: folder) { $0.busyTimeout = .milliseconds(150) }
    let other = try otherProgram(on: database.settings.path)
    try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }

    let start = ContinuousClock.now
    let error = await #expect(throws: DatabaseError.self) {
      try await database.write { try $0.execute(sql: "DELETE FROM positions") }
    }

    #expect(error?.resultCode == .SQLITE_BUSY)
    #expect(start.duration(to: .now) >= .milliseconds(140))
    try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    try await database.write { try $0.execute(sql: "DELETE FROM positions") }
  }

  @Test func `readers do not wait for a writer`() async throws {
    let folder = try TemporaryFolder()
    let database = try openDatabase(in: folder) { $0.busyTimeout = .seconds(60) }
    let other = try otherProgram(on: database.settings.path)
    try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }

    let count = try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM orders") }

    #expect(count == 0)
    try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
  }
}
