extension Schema {
  /// The top-level sections that are rendered for the workload, in the order of the rendered file.
  static let workloadSections = [
    "debug", "endpoints", "api", "quotes", "trading", "database", "metrics", "logging",
  ]

  static let workloadKeys: [SchemaKey] = [
    .workload(
      "debug.enabled", .bool, tiers: "false in production (ENV02)",
      "Whether debugging aids are on."),
    .workload(
      "debug.verbose_errors", .bool, tiers: "false in production (ENV02)",
      "Whether error responses contain details."),
    .workload("endpoints.public", .url, "Where clients reach the API."),
    .workload("endpoints.quotes", .url, "Where the API reaches the price service."),
    .workload("api.bind", .address, "Where the API listens, inside of its container."),
    .workload(
      "api.cors.allowed_origins", .list(.origin), tiers: "`*` is refused in staging and production",
      "The web pages that may call the API."),
    .workload("api.cors.allowed_methods", .list(.text), "The methods that web pages may use."),
    .workload("api.cors.max_age", .duration, "How long browsers may remember the answer."),
    .workload(
      "api.rate_limit.enabled", .bool, tiers: "true in production (API04)",
      "Whether clients are limited."),
    .workload(
      "api.rate_limit.requests_per_second", .integer(1...1_000_000),
      "How many requests a second one client may sustain."),
    .workload(
      "api.rate_limit.burst", .integer(1...1_000_000),
      "How many requests one client may make at once."),
    .workload(
      "api.auth.mode", .choice(["none", "api_key"]),
      tiers: "not `none` in staging and production (API03)", "How clients prove who they are."),
    .workload("api.auth.header", .text, "The header that carries the key."),
    .workload(
      "api.auth.keys", .nullable(.path),
      "The file with the keys that are accepted, one a line, inside of the container."),
    .workload(
      "api.tls.enabled", .bool, tiers: "true in staging and production (API02)",
      "Whether the API speaks TLS."),
    .workload(
      "api.tls.min_version", .choice(["1.2", "1.3"]),
      "The oldest TLS that is accepted."),
    .workload(
      "api.tls.certificate", .nullable(.path),
      "The certificate chain, inside of the container."),
    .workload(
      "api.tls.key", .nullable(.path),
      "The private key's file, inside of the container."),
    .workload("api.max_request_body", .bytes, "The largest request that is read."),
    .workload(
      "api.max_connections", .integer(1...100_000),
      "How many connections the API holds at once."),
    .workload("api.timeouts.request", .duration, "How long one request may take."),
    .workload(
      "api.timeouts.idle", .duration,
      "How long a connection may stay open without a request."),
    .workload("api.timeouts.shutdown", .duration, "How long open requests may go on after a stop."),
    .workload("quotes.bind", .address, "Where the price service listens, inside of its container."),
    .workload("quotes.interval", .duration, "How often prices move."),
    .workload("quotes.symbols", .list(.text), "The symbols that have prices."),
    .workload("quotes.max_age", .duration, "How old a price may be to trade on."),
    .workload(
      "trading.mode", .choice(["simulated", "paper", "live"]),
      tiers: "`live` only in production (TRD01)", "How orders are executed."),
    .workload(
      "trading.kill_switch", .bool, tiers: "true where the mode is live (TRD01)",
      "Whether trading can be halted at once."),
    .workload(
      "trading.max_order_quantity", .integer(1...1_000_000_000),
      "The largest order that is taken."),
    .workload(
      "database.path", .path, "The database's file, inside of the container."),
    .workload(
      "database.journal_mode", .choice(["wal", "delete"]),
      tiers: "`wal` in staging and production",
      "How SQLite keeps its journal."),
    .workload(
      "database.synchronous", .choice(["off", "normal", "full", "extra"]),
      tiers: "`full` or `extra` where the mode is live (DB02)",
      "How strictly SQLite writes commits to disk."),
    .workload(
      "database.auto_vacuum", .choice(["none", "incremental", "full"]),
      "Whether a new database gives freed pages back."),
    .workload(
      "database.temp_store", .choice(["file", "memory"]),
      "Where SQLite keeps temporary tables."),
    .workload(
      "database.wal_autocheckpoint", .integer(0...1_000_000),
      "After how many pages of the write-ahead log a checkpoint runs; 0 never."),
    .workload(
      "database.busy_timeout", .duration, "How long a writer waits for another."),
    .workload(
      "database.foreign_keys", .bool,
      "Whether references between tables are enforced."),
    .workload("database.cache_size", .bytes, "How much each connection caches."),
    .workload(
      "database.mmap_size", .bytes, "How much of the file is mapped into memory."),
    .workload(
      "database.journal_size_limit", .bytes,
      "How large the journal stays after a checkpoint."),
    .workload(
      "database.pool.readers", .integer(1...256),
      "How many connections read at once."),
    .workload(
      "database.migrations.strategy", .choice(["auto", "backup", "manual"]),
      tiers: "not `auto` in production (DB03)",
      "What happens when the schema is older than the program."),
    .workload(
      "database.backups.directory", .path,
      "Where backups are written, inside of the container."),
    .workload(
      "database.backups.keep", .integer(1...1_000),
      "How many backups stay; the oldest are removed."),
    .workload(
      "database.log_statements", .bool, "Whether every SQL statement is logged."),
    .workload(
      "metrics.bind", .address,
      "Where each role answers `GET /metrics`, inside of its container."),
    .workload(
      "logging.level", .choice(["trace", "debug", "info", "warning", "error"]),
      tiers: "not trace or debug in production (LOG01)", "The least severe message that is logged."),
    .workload(
      "logging.format", .choice(["text", "json"]), tiers: "`json` in production (LOG01)",
      "How messages are written."),
  ]
}
