import GRDB
import Testing
import TradingService

struct `Migrating the database` {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: DatabaseSettings.MigrationStrategy.allCases)
  func `a new database is made in full under every database.migrations.strategy`(
    strategy: DatabaseSettings.MigrationStrategy
  ) throws {
    let database = try openDatabase(in: folder) { $0.migrations = strategy }

    #expect(try database.currentState() == .current)
    #expect(try database.contents().version == Schema.current.version)
    #expect(folder.names(in: "backups") == [])
  }

  /// Proves `database.migrations.strategy`.
  @Test func `database.migrations.strategy auto migrates at start`() throws {
    try leaveDatabase(in: folder, version: 1)
    let log = CollectedLog()

    let database = try openDatabase(in: folder, log: log) { $0.migrations = .auto }

    #expect(try database.currentState() == .current)
    #expect(folder.names(in: "backups") == [])
    #expect(
      log.lines == [
        "info The database was migrated. step=idempotency keys version=2",
        "info The database was migrated. step=an index of the open orders version=3",
      ])
  }

  /// Proves `database.migrations.strategy`.
  @Test func `database.migrations.strategy backup migrates after a verified backup`() throws {
    try leaveDatabase(in: folder, version: 1)

    let database = try openDatabase(in: folder) { $0.migrations = .backup }

    #expect(try database.currentState() == .current)
    #expect(folder.names(in: "backups") == ["before-migration-v1.db"])
    #expect(
      try DatabaseContents(verifying: "\(folder.path)/backups/before-migration-v1.db").version == 1)
  }

  /// Proves `database.migrations.strategy`.
  @Test
  func
    `database.migrations.strategy manual serves, is not ready and takes no orders until another process migrates`()
    async throws
  {
    try leaveDatabase(in: folder, version: 2)
    let room = try TradingRoom(in: folder) { $0.database.migrations = .manual }

    #expect(await room.desk.reasons == ["1 migration is pending; run trading-api migrate up."])
    #expect(
      try await room.ask(.get, "/health/ready") == """
        503
        {"detail":"The api is not ready.","reasons":["1 migration is pending; run trading-api \
        migrate up."],"status":503,"title":"Service Unavailable"}
        """)
    await #expect(throws: Refusal.schema("1 migration is pending; run trading-api migrate up.")) {
      try await room.desk.place(.sample(), key: "one")
    }

    let other = try TradingDatabase(opening: room.configuration.database)
    let done = try other.migrateAfterBackup()

    #expect(done.done.map(\.version) == [3])
    #expect(done.backup == "\(folder.path)/backups/before-migration-v2.db")
    #expect(await room.desk.reasons == [])
    #expect(try await room.desk.place(.sample(), key: "one").order.status == .filled)
  }

  @Test func `a newer schema is refused and the database stays as it was`() throws {
    try leaveDatabase(in: folder, version: 3)
    try sql("PRAGMA user_version = 9", on: "\(folder.path)/data/trading.db")

    let problem = #expect(throws: DatabaseProblem.self) { _ = try openDatabase(in: folder) }

    #expect(problem?.code == .unfit)
    #expect(
      problem?.lines == """
        error: The database has schema version 9, and this program knows 3 only.
        hint: run the version of trading-api that migrated it, or restore a backup made before that
        """)
  }

  @Test func `a newer schema that comes while the api serves makes it unready`() async throws {
    let room = try TradingRoom()

    try sql("PRAGMA user_version = 9", on: room.configuration.database.path)

    #expect(
      await room.desk.reasons == [
        "The database has schema version 9, and this program knows 3 only."
      ])
    await #expect(throws: Refusal.self) { try await room.desk.place(.sample(), key: "one") }
  }

  @Test func `a database of another program is not touched`() throws {
    let path = "\(folder.path)/other.db"
    try sql("CREATE TABLE t (x)", on: path)

    let problem = #expect(throws: DatabaseProblem.self) {
      _ = try openDatabase(in: folder) { $0.path = path }
    }

    #expect(problem?.text == "The database holds tables of another program.")
    #expect(try sql("SELECT name FROM sqlite_schema", on: path) == ["\"t\""])
  }

  @Test func `a step that fails leaves the old schema whole and says where the backup is`() throws {
    try leaveDatabase(in: folder, version: 3)
    let failing = Schema(
      Schema.current.migrations + [
        Migration(
          version: 4, name: "a mistake",
          sql: "CREATE TABLE made (x); INSERT INTO missing VALUES (1)")
      ])

    let problem = #expect(throws: DatabaseProblem.self) {
      _ = try openDatabase(in: folder, schema: failing) { $0.migrations = .backup }
    }

    #expect(
      problem?.lines == """
        error: Migration 4 (a mistake) failed: no such table: missing.
        hint: the old schema is whole; \(folder.path)/backups/before-migration-v3.db was made \
        before the attempt
        """)
    let database = try openDatabase(in: folder)
    #expect(try database.contents().version == 3)
    #expect(try database.contents().rows["made"] == nil)
  }

  @Test func `attempts that fail over and over keep one backup and push no other out`() throws {
    let database = try openDatabase(in: folder)
    let backup = try database.backUp()
    try database.close()
    let failing = Schema(
      Schema.current.migrations + [Migration(version: 4, name: "a mistake", sql: "nonsense")])

    for _ in 1...3 {
      #expect(throws: DatabaseProblem.self) {
        _ = try openDatabase(in: folder, schema: failing) {
          $0.migrations = .backup
          $0.backupsKept = 1
        }
      }
    }

    #expect(
      folder.names(in: "backups") == [
        "before-migration-v3.db", String(backup.path.split(separator: "/").last ?? ""),
      ])
  }

  @Test func `a step that leaves a reference to nothing is undone`() throws {
    try leaveDatabase(in: folder, version: 3)
    let failing = Schema(
      Schema.current.migrations + [
        Migration(
          version: 4, name: "a loss",
          sql: "INSERT INTO idempotency_keys VALUES ('one', '', 'no order', '')")
      ])

    let problem = #expect(throws: DatabaseProblem.self) {
      _ = try openDatabase(in: folder, schema: failing) { $0.migrations = .auto }
    }

    #expect(
      problem?.text
        == "Migration 4 (a loss) failed: a row of idempotency_keys refers to one that is missing.")
    #expect(try openDatabase(in: folder).contents().rows["idempotency_keys"] == 0)
  }

  @Test func `migrating enforces references again afterwards`() throws {
    try leaveDatabase(in: folder, version: 1)

    let database = try openDatabase(in: folder) { $0.migrations = .auto }

    #expect(try database.pragmas().writer.foreignKeys)
  }
}
