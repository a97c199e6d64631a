import GRDB

/// How one connection is set, as SQLite itself says when asked.
package struct Pragmas: Codable, Hashable, Sendable {
  package var journalMode: String
  package var synchronous: String
  package var autoVacuum: String
  package var tempStore: String
  package var walAutocheckpoint: Int
  package var busyTimeoutMilliseconds: Int
  package var foreignKeys: Bool
  /// Kibibytes when negative, as SQLite counts.
  package var cacheSize: Int
  package var mmapSize: Int
  package var journalSizeLimit: Int
  package var trustedSchema: Bool

  enum CodingKeys: String, CodingKey {
    case journalMode = "journal_mode"
    case synchronous
    case autoVacuum = "auto_vacuum"
    case tempStore = "temp_store"
    case walAutocheckpoint = "wal_autocheckpoint"
    case busyTimeoutMilliseconds = "busy_timeout"
    case foreignKeys = "foreign_keys"
    case cacheSize = "cache_size"
    case mmapSize = "mmap_size"
    case journalSizeLimit = "journal_size_limit"
    case trustedSchema = "trusted_schema"
  }

  init(of db: Database) throws {
    func text(_ name: String) throws -> String {
      try String.fetchOne(db, sql: "PRAGMA \(name)") ?? ""
    }
    func int(_ name: String) throws -> Int { try Int.fetchOne(db, sql: "PRAGMA \(name)") ?? 0 }
    func word(_ name: String, _ words: [String]) throws -> String {
      let number = try int(name)
      return words.indices.contains(number) ? words[number] : "\(number)"
    }
    journalMode = try text("journal_mode")
    synchronous = try word("synchronous", ["off", "normal", "full", "extra"])
    autoVacuum = try word("auto_vacuum", ["none", "full", "incremental"])
    tempStore = try word("temp_store", ["default", "file", "memory"])
    walAutocheckpoint = try int("wal_autocheckpoint")
    busyTimeoutMilliseconds = try int("busy_timeout")
    foreignKeys = try int("foreign_keys") == 1
    cacheSize = try int("cache_size")
    mmapSize = try int("mmap_size")
    journalSizeLimit = try int("journal_size_limit")
    trustedSchema = try int("trusted_schema") == 1
  }
}
