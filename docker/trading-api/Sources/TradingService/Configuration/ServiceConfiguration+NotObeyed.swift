/// The keys that this version reads strictly and does not obey yet. Each is either named at start, when it
/// asks for something that an operator might rely on, or has nothing it could act on in this version.
extension ServiceConfiguration {
  enum Authentication: String, CaseIterable {
    case none
    case apiKey = "api_key"
  }
  enum TLSVersion: String, CaseIterable {
    case v12 = "1.2"
    case v13 = "1.3"
  }
  enum TradingMode: String, CaseIterable { case simulated, paper, live }
  enum JournalMode: String, CaseIterable { case wal, delete }
  enum Synchronous: String, CaseIterable { case off, normal, full, extra }
  enum MigrationStrategy: String, CaseIterable { case auto, backup, manual }

  static func checkAuthentication(_ reader: inout DocumentReader, notDone: inout [String]) {
    let mode = reader.word("mode", Authentication.self, default: "none")
    _ = reader.text("header", default: "X-API-Key")
    if mode == .apiKey {
      notDone.append("api.auth.mode is api_key, but this version asks nobody for a key")
    }
  }

  static func checkTLS(_ reader: inout DocumentReader, notDone: inout [String]) {
    let enabled = reader.bool("enabled", default: false)
    _ = reader.word("min_version", TLSVersion.self, default: "1.2")
    reader.checkOptionalText("certificate")
    reader.checkOptionalText("key")
    if enabled { notDone.append("api.tls.enabled is true, but this version speaks plain HTTP") }
  }

  static func checkTrading(_ reader: inout DocumentReader) {
    _ = reader.word("mode", TradingMode.self, default: "simulated")
    _ = reader.bool("kill_switch", default: true)
    _ = reader.int("max_order_quantity", in: 0...1_000_000_000, default: 0)
  }

  static func checkDatabase(_ reader: inout DocumentReader) {
    reader.checkOptionalText("path")
    _ = reader.word("journal_mode", JournalMode.self, default: "wal")
    _ = reader.word("synchronous", Synchronous.self, default: "normal")
    _ = reader.duration("busy_timeout", default: 5_000)
    _ = reader.bool("foreign_keys", default: true)
    for key in ["cache_size", "mmap_size", "journal_size_limit"] {
      _ = reader.bytes(key, default: 0)
    }
    reader.section("pool", required: false) { _ = $0.int("readers", in: 1...256, default: 4) }
    reader.section("migrations", required: false) {
      _ = $0.word("strategy", MigrationStrategy.self, default: "backup")
    }
    _ = reader.bool("log_statements", default: false)
  }
}
