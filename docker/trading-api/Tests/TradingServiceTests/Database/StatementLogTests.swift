import Testing
import TradingService

struct `Logging statements` {
  /// Proves `database.log_statements`.
  @Test func `database.log_statements logs every statement without its values`() async throws {
    let lines = try await linesOfAnOrder { $0.logsStatements = true }

    #expect(lines.contains { $0.hasPrefix("debug SQL statement=INSERT INTO orders") })
    #expect(lines.contains { $0.hasPrefix("debug SQL statement=BEGIN IMMEDIATE") })
    #expect(!lines.contains { $0.contains("AAPL") })
  }

  @Test func `without it no statement is logged`() async throws {
    let lines = try await linesOfAnOrder { $0.logsStatements = false }

    #expect(!lines.contains { $0.contains("SQL") })
  }

  private func linesOfAnOrder(
    _ change: (inout DatabaseSettings) -> Void
  ) async throws -> [String] {
    let room = try TradingRoom { change(&$0.database) }
    _ = try await room.desk.place(.sample(), key: "one")
    return room.log.lines
  }
}
