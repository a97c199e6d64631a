extension ServiceConfiguration {
  static func readTrading(_ reader: inout DocumentReader) -> TradingSettings {
    TradingSettings(
      mode: reader.word("mode", TradingSettings.Mode.self, default: "simulated") ?? .simulated,
      hasKillSwitch: reader.bool("kill_switch", default: true),
      maxOrderQuantity: reader.int("max_order_quantity", in: 1...1_000_000_000, default: 100))
  }

  static func readDatabase(_ reader: inout DocumentReader) -> DatabaseSettings {
    let (backupFolder, backupsKept) = reader.section("backups", required: false) {
      (
        $0.text("directory", default: "/var/lib/trading/backups"),
        $0.int("keep", in: 1...1_000, default: 5)
      )
    }
    return DatabaseSettings(
      path: reader.text("path", default: "/var/lib/trading/trading.db"),
      journalMode: reader.word("journal_mode", DatabaseSettings.JournalMode.self, default: "wal")
        ?? .wal,
      synchronous: reader.word("synchronous", DatabaseSettings.Synchronous.self, default: "normal")
        ?? .normal,
      autoVacuum: reader.word(
        "auto_vacuum", DatabaseSettings.AutoVacuum.self, default: "incremental") ?? .incremental,
      tempStore: reader.word("temp_store", DatabaseSettings.TempStore.self, default: "memory")
        ?? .memory,
      walAutocheckpointPages: reader.int(
        "wal_autocheckpoint", in: 0...1_000_000, unit: "a number of pages", default: 1_000),
      busyTimeout: reader.duration("busy_timeout", default: 5_000),
      hasForeignKeys: reader.bool("foreign_keys", default: true),
      cacheBytes: reader.bytes("cache_size", default: 33_554_432),
      mmapBytes: reader.bytes("mmap_size", default: 0),
      journalBytesMax: reader.bytes("journal_size_limit", default: 67_108_864),
      readers: reader.section("pool", required: false) {
        $0.int("readers", in: 1...256, default: 4)
      },
      migrations: reader.section("migrations", required: false) {
        $0.word("strategy", DatabaseSettings.MigrationStrategy.self, default: "backup") ?? .backup
      },
      backupFolder: backupFolder, backupsKept: backupsKept,
      logsStatements: reader.bool("log_statements", default: false))
  }
}
