import GRDB

extension Database {
  func killSwitch() throws -> KillSwitch {
    let statement = try cachedStatement(sql: "SELECT * FROM kill_switch")
    guard let row = try Row.fetchOne(statement) else { return KillSwitch(halted: false) }
    return KillSwitch(halted: row["halted"], reason: row["reason"], since: row["since"])
  }

  func save(_ killSwitch: KillSwitch) throws {
    let statement = try cachedStatement(
      sql: """
        INSERT INTO kill_switch (only, halted, reason, since) VALUES (1, ?, ?, ?)
        ON CONFLICT (only) DO UPDATE
        SET halted = excluded.halted, reason = excluded.reason, since = excluded.since
        """)
    try statement.execute(arguments: [killSwitch.halted, killSwitch.reason, killSwitch.since])
  }
}
