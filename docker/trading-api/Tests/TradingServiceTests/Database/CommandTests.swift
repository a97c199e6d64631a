import Testing
import TradingService

struct `Looking after the database from the command line` {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `what is pending is told, migrated after a backup, and then nothing is`() async throws
  {
    try leaveDatabase(in: folder, version: 1)
    let config = try folder.writeConfiguration()

    let before = try await Program.run("migrate", "status", "--config", config)
    let up = try await Program.run("migrate", "up", "--config", config)
    let after = try await Program.run("migrate", "status", "--config", config)

    #expect(before.status == 1)
    #expect(
      before.output == """
        version 1 of 3: 2 pending
          2 idempotency keys
          3 an index of the open orders

        """)
    #expect(up.status == 0)
    #expect(
      up.output == """
        backup: \(folder.path)/backups/before-migration-v1.db
        migrated: 2 idempotency keys
        migrated: 3 an index of the open orders

        """)
    #expect([after.output, "\(after.status)"] == ["version 3 of 3: nothing is pending\n", "0"])
  }

  @Test func `production asks for its name before it is migrated`() async throws {
    try leaveDatabase(in: folder, version: 1)
    let config = try folder.writeConfiguration(name: "prod", tier: "production")

    let unnamed = try await Program.run("migrate", "up", "--config", config)
    let misnamed = try await Program.run(
      "migrate", "up", "--config", config, "--confirm", "dev")
    let named = try await Program.run("migrate", "up", "--config", config, "--confirm", "prod")

    #expect([unnamed.status, misnamed.status, named.status] == [77, 77, 0])
    #expect(
      unnamed.error == """
        error: Migrating prod must be confirmed.
        hint: add `--confirm prod`

        """)
    #expect(misnamed.error.hasPrefix("error: This is prod, and not dev.\n"))
  }

  @Test func `a newer database ends the api and the commands with 78`() async throws {
    try leaveDatabase(in: folder, version: 3)
    try sql("PRAGMA user_version = 4", on: "\(folder.path)/data/trading.db")
    let config = try folder.writeConfiguration()

    let serve = try await Program.run("serve", "--role", "api", "--config", config)
    let status = try await Program.run("migrate", "status", "--config", config)

    #expect([serve.status, status.status] == [78, 78])
    #expect(
      serve.error == """
        error: The database has schema version 4, and this program knows 3 only.
        hint: run the version of trading-api that migrated it, or restore a backup made before that

        """)
    #expect(status.error == serve.error)
  }

  @Test func `backup and restore bring back what there was`() async throws {
    let room = try TradingRoom(in: folder)
    _ = try await room.desk.place(.sample(), key: "one")
    try room.database.close()
    let config = try folder.writeConfiguration()
    let file = "\(folder.path)/copy.db"

    let backup = try await Program.run("backup", "--to", file, "--config", config)
    try sql("DELETE FROM idempotency_keys", on: room.database.settings.path)
    try sql("DELETE FROM orders", on: room.database.settings.path)
    let unnamed = try await Program.run("restore", file, "--config", config)
    let restore = try await Program.run(
      "restore", file, "--confirm", "dev", "--config", config)

    #expect(
      backup.output.hasPrefix(
        """
        backup: \(file)
        verified: version 3, 1 idempotency_keys, 0 kill_switch, 1 orders, 1 positions,
        """))
    #expect(unnamed.status == 77)
    #expect(restore.output.hasPrefix("restored: version 3, 1 orders\nreplaced: \(folder.path)/"))
    #expect(try openDatabase(in: folder).contents().rows["orders"] == 1)
  }

  @Test func `restoring is refused while another process has the database open`() async throws {
    let room = try TradingRoom(in: folder)
    let file = try room.database.backUp().path
    let config = try folder.writeConfiguration()

    let restore = try await Program.run(
      "restore", file, "--confirm", "dev", "--config", config)

    #expect(restore.status == 75)
    #expect(restore.error.hasPrefix("error: The database \(folder.path)/data/trading.db is open"))
  }

  @Test func `database status tells the pragmas as the configuration sets them`() async throws {
    try leaveDatabase(in: folder, version: 3)
    let config = try folder.writeConfiguration(
      database: "\"synchronous\": \"extra\", \"cache_size\": 1048576")

    let status = try await Program.run("database", "status", "--config", config)

    #expect(status.status == 0)
    #expect(status.output.contains(#""synchronous" : "extra""#))
    #expect(status.output.contains(#""cache_size" : -1024"#))
    #expect(status.output.contains(#""version" : 3"#))
  }

  @Test func `where there is no database none is made by looking`() async throws {
    let config = try folder.writeConfiguration()

    for arguments in [["migrate", "status"], ["backup", "--config"], ["database", "status"]] {
      let program = try await Program.run(
        arguments[0], arguments[1], arguments[1] == "--config" ? config : "--config=\(config)")

      #expect(program.status == 1)
      #expect(
        program.error.hasPrefix("error: There is no database at \(folder.path)/data/trading.db.\n"))
    }
    #expect(folder.names() == ["config.json"])
  }
}
