import GRDB
import Glibc
import Synchronization
import Testing
import TradingService

struct `Setting connections` {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Proves `database.path`.
  @Test func `database.path is where the database is made, for nobody else to read`() throws {
    let database = try openDatabase(in: folder)

    #expect(
      folder.names(in: "data") == [
        "trading.db", "trading.db-shm", "trading.db-wal", "trading.db.lock",
      ])
    #expect(try folder.mode(of: "data") == 0o700)
    #expect(
      try folder.names(in: "data").map { try folder.mode(of: "data/\($0)") } == [
        0o600, 0o600, 0o600, 0o600,
      ])
    try database.close()
  }

  /// Proves `database.journal_mode`.
  @Test(arguments: DatabaseSettings.JournalMode.allCases)
  func `database.journal_mode is what SQLite says it is`(mode: DatabaseSettings.JournalMode) throws
  {
    let pragmas = try pragmas { $0.journalMode = mode }

    #expect(pragmas.writer.journalMode == mode.rawValue)
    #expect(pragmas.reader.journalMode == mode.rawValue)
  }

  /// Proves `database.journal_mode`.
  @Test func `database.journal_mode can be changed on a database that exists`() throws {
    _ = try pragmas { $0.journalMode = .wal }

    #expect(try pragmas { $0.journalMode = .delete }.writer.journalMode == "delete")
    #expect(try pragmas { $0.journalMode = .wal }.writer.journalMode == "wal")
  }

  /// Proves `database.synchronous`.
  @Test(arguments: DatabaseSettings.Synchronous.allCases)
  func `database.synchronous holds for the writer, which the pool sets to normal first`(
    synchronous: DatabaseSettings.Synchronous
  ) throws {
    let pragmas = try pragmas { $0.synchronous = synchronous }

    #expect(pragmas.writer.synchronous == synchronous.rawValue)
    #expect(pragmas.reader.synchronous == synchronous.rawValue)
  }

  /// Proves `database.auto_vacuum`.
  @Test(arguments: DatabaseSettings.AutoVacuum.allCases)
  func `database.auto_vacuum is chosen for a new database, before its first table`(
    autoVacuum: DatabaseSettings.AutoVacuum
  ) throws {
    #expect(try pragmas { $0.autoVacuum = autoVacuum }.writer.autoVacuum == autoVacuum.rawValue)
  }

  /// Proves `database.auto_vacuum`.
  @Test func `database.auto_vacuum of a database that exists stays`() throws {
    _ = try pragmas { $0.autoVacuum = .none }

    #expect(try pragmas { $0.autoVacuum = .incremental }.writer.autoVacuum == "none")
  }

  /// Proves `database.temp_store`.
  @Test(arguments: DatabaseSettings.TempStore.allCases)
  func `database.temp_store holds for every connection`(store: DatabaseSettings.TempStore) throws {
    let pragmas = try pragmas { $0.tempStore = store }

    #expect(
      [pragmas.writer.tempStore, pragmas.reader.tempStore] == [store.rawValue, store.rawValue])
  }

  /// Proves `database.wal_autocheckpoint`.
  @Test(arguments: [0, 1, 5_000])
  func `database.wal_autocheckpoint is counted in pages`(pages: Int) throws {
    #expect(try pragmas { $0.walAutocheckpointPages = pages }.writer.walAutocheckpoint == pages)
  }

  /// Proves `database.wal_autocheckpoint`.
  @Test func `database.wal_autocheckpoint keeps the log short, and 0 lets it grow`() async throws {
    #expect(try await walBytes { $0.walAutocheckpointPages = 1 } < 100_000)
    #expect(try await walBytes { $0.walAutocheckpointPages = 0 } > 400_000)
  }

  @Test func `database.busy_timeout holds for every connection`() throws {
    let pragmas = try pragmas { $0.busyTimeout = .milliseconds(1_234) }

    #expect(pragmas.writer.busyTimeoutMilliseconds == 1_234)
    #expect(pragmas.reader.busyTimeoutMilliseconds == 1_234)
  }

  /// Proves `database.foreign_keys`.
  @Test(arguments: [true, false])
  func `database.foreign_keys decides whether a key may belong to no order`(isOn: Bool) async throws
  {
    let database = try openDatabase(in: folder) { $0.hasForeignKeys = isOn }
    let (writer, reader) = try database.pragmas()

    #expect([writer.foreignKeys, reader.foreignKeys] == [isOn, isOn])
    var refusal: ResultCode?
    do {
      try await database.write {
        try $0.execute(sql: "INSERT INTO idempotency_keys VALUES ('one', '', 'no order', '')")
      }
    } catch let error as DatabaseError {
      refusal = error.resultCode
    }
    #expect(refusal == (isOn ? .SQLITE_CONSTRAINT : nil))
    try database.close()
  }

  /// Proves `database.cache_size`.
  @Test func `database.cache_size is told to every connection in kibibytes`() throws {
    let pragmas = try pragmas { $0.cacheBytes = 8 << 20 }

    #expect([pragmas.writer.cacheSize, pragmas.reader.cacheSize] == [-8_192, -8_192])
  }

  /// Proves `database.mmap_size`.
  @Test func `database.mmap_size is what SQLite maps at most`() throws {
    #expect(try pragmas { $0.mmapBytes = 0 }.reader.mmapSize == 0)
    #expect(try pragmas { $0.mmapBytes = 64 << 20 }.reader.mmapSize == 64 << 20)
  }

  /// Proves `database.journal_size_limit`.
  @Test func `database.journal_size_limit is told to the writer`() throws {
    #expect(try pragmas { $0.journalBytesMax = 1 << 20 }.writer.journalSizeLimit == 1 << 20)
  }

  @Test func `what a database brings along is never trusted`() throws {
    let pragmas = try pragmas { _ in }

    #expect([pragmas.writer.trustedSchema, pragmas.reader.trustedSchema] == [false, false])
  }

  /// Proves `database.pool.readers`.
  @Test(arguments: [1, 3])
  func `database.pool.readers read at once, and not one more`(readers: Int) async throws {
    let database = try openDatabase(in: folder) { $0.readers = readers }
    let meeting = Meeting(of: readers)

    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<(readers * 3) {
        group.addTask { try await database.read { _ in meeting.attend() } }
      }
      try await group.waitForAll()
    }

    #expect(meeting.most == readers)
    try database.close()
  }

  @Test func `with a rollback journal there is one connection, and it reads its own writes`()
    async throws
  {
    let database = try openDatabase(in: folder) { $0.journalMode = .delete }

    try await database.write { try $0.execute(sql: "INSERT INTO positions VALUES ('A', 1, 1)") }

    let count = try await database.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM positions")
    }
    #expect(count == 1)
    #expect(folder.names(in: "data") == ["trading.db", "trading.db.lock"])
    try database.close()
  }

  private func pragmas(
    _ change: (inout DatabaseSettings) -> Void
  ) throws -> (writer: Pragmas, reader: Pragmas) {
    let database = try openDatabase(in: folder, change)
    defer { try? database.close() }
    return try database.pragmas()
  }

  /// How long the log is after a hundred transactions of one large row each.
  private func walBytes(_ change: (inout DatabaseSettings) -> Void) async throws -> Int {
    let folder = try TemporaryFolder()
    let database = try openDatabase(in: folder, change)
    defer { try? database.close() }
    for number in 0..<100 {
      let symbol = "\(number)" + String(repeating: "x", count: 4_000)
      try await database.write {
        try $0.execute(sql: "INSERT INTO positions VALUES (?, 1, 1)", arguments: [symbol])
      }
    }
    return database.bytes.wal
  }
}

/// Readers wait in it until so many are there at once; it remembers how many it saw.
private final class Meeting: Sendable {
  private let size: Int
  private let state = Mutex((inside: 0, most: 0, isOpen: false))

  init(of size: Int) { self.size = size }

  var most: Int { state.withLock { $0.most } }

  func attend() {
    state.withLock {
      $0.inside += 1
      $0.most = max($0.most, $0.inside)
      if $0.inside >= size { $0.isOpen = true }
    }
    while !state.withLock({ $0.isOpen }) { usleep(1_000) }
    // Long enough for one reader too many to come in.
    usleep(5_000)
    state.withLock { $0.inside -= 1 }
  }
}
