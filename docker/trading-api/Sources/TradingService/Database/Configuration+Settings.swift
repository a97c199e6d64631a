import GRDB
import Logging

extension Configuration {
  /// Sets each connection as the settings say; SQLite keeps almost none of it in the file.
  init(_ settings: DatabaseSettings, logger: Logger) {
    self.init()
    label = "trading"
    maximumReaderCount = settings.readers
    foreignKeysEnabled = settings.hasForeignKeys
    // Already while the connection is opened; what is set below holds for readers too.
    busyMode = .timeout(Double(settings.busyTimeout.milliseconds) / 1_000)
    prepareDatabase { db in
      if settings.logsStatements {
        // Without the arguments: they are the clients' business, and a log is read by many.
        db.trace { event in
          if case .statement(let statement) = event {
            logger.debug("SQL", metadata: ["statement": "\(statement.sql)"])
          }
        }
      }
      // Says something in a database without tables only, hence first.
      if !db.configuration.readonly {
        try db.execute(sql: "PRAGMA auto_vacuum = \(settings.autoVacuum.rawValue)")
        if settings.journalMode == .delete {
          try db.execute(sql: "PRAGMA journal_mode = delete")
        }
      }
      try db.execute(sql: settings.perConnection)
    }
  }
}

extension DatabaseSettings {
  /// What every connection is told.
  var perConnection: String {
    """
    PRAGMA synchronous = \(synchronous.rawValue);
    PRAGMA temp_store = \(tempStore.rawValue);
    PRAGMA wal_autocheckpoint = \(walAutocheckpointPages);
    PRAGMA busy_timeout = \(busyTimeout.milliseconds);
    PRAGMA foreign_keys = \(hasForeignKeys ? "on" : "off");
    PRAGMA cache_size = -\(cacheBytes / 1_024);
    PRAGMA mmap_size = \(mmapBytes);
    PRAGMA journal_size_limit = \(journalBytesMax);
    PRAGMA trusted_schema = off;
    """
  }
}
