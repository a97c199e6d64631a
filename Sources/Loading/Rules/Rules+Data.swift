import Environments

extension Rules {
  static let dataRules: [Rule] = [
    Rule(
      "TRD01", "Live trading happens in production only, and can be halted.",
      because: "Orders with real money come from an unprotected environment.",
      development: .error, staging: .error, production: .error, .each(trading)),
    Rule(
      "DB01", "The database keeps a write-ahead log, checks references and waits for writers.",
      because: "Readers block, references break, and short waits become errors.",
      development: .warning, staging: .error, production: .error, .each(database)),
    Rule(
      "DB02", "Where trading is live, every commit reaches the disk.",
      because: "A confirmed order is lost when the power fails.", staging: .warning,
      production: .error,
      .each { subject in
        guard subject.string("trading.mode") == "live",
          let mode = subject.string("database.synchronous"), mode != "full", mode != "extra"
        else { return [] }
        return [
          subject.finding(
            "database.synchronous", "is \(mode) while trading is live", hint: "set it to full",
            related: ["trading.mode"])
        ]
      }),
    Rule(
      "DB03", "The database's schema is not migrated automatically.",
      because: "A failed migration cannot be undone.", staging: .warning, production: .error,
      .each { subject in
        guard subject.string("database.migrations.strategy") == "auto" else { return [] }
        return [
          subject.finding(
            "database.migrations.strategy", "is auto in \(subject.tier.rawValue)",
            hint: "set it to backup or manual")
        ]
      }),
    Rule(
      "DB04", "The database's caches take at most half of the memory of the service that owns it.",
      because: "The kernel kills the service under load, with orders in flight.",
      development: .warning, staging: .error, production: .error, .each(caches)),
    Rule(
      "LOG01", "The log is structured and contains no messages for developers.",
      because: "The log is large, slow to search, and reveals internal details.", staging: .warning,
      production: .error, .each(logging)),
  ]

  private static let trading: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    let mode = subject.string("trading.mode")
    if subject.tier == .production, mode == "simulated" {
      var finding = subject.finding(
        "trading.mode", "is simulated in production", hint: "set it to live or paper")
      finding.severityMax = .warning
      return [finding]
    }
    guard mode == "live" else { return [] }
    if subject.tier != .production {
      return [
        subject.finding(
          "trading.mode", "is live in \(subject.tier.rawValue)", hint: "set it to paper")
      ]
    }
    guard subject.bool("trading.kill_switch") != true else { return [] }
    return [
      subject.finding(
        "trading.kill_switch", "is not true while trading is live", hint: "set it to true",
        related: ["trading.mode"])
    ]
  }

  private static let database: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    var findings: [Rule.Finding] = []
    if let mode = subject.string("database.journal_mode"), mode != "wal" {
      findings.append(
        subject.finding("database.journal_mode", "is \(mode)", hint: "set it to wal"))
    }
    if subject.bool("database.foreign_keys") == false {
      findings.append(
        subject.finding("database.foreign_keys", "is false", hint: "set it to true"))
    }
    if let wait = subject.amount("database.busy_timeout"), wait < 1_000 {
      findings.append(
        subject.finding(
          "database.busy_timeout", "is less than a second", hint: "set it to 1s or more"))
    }
    return findings
  }

  private static let logging: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    var findings: [Rule.Finding] = []
    if let level = subject.string("logging.level"), level == "trace" || level == "debug" {
      findings.append(
        subject.finding(
          "logging.level", "is \(level) in \(subject.tier.rawValue)", hint: "set it to info"))
    }
    if subject.string("logging.format") == "text" {
      findings.append(
        subject.finding(
          "logging.format", "is text in \(subject.tier.rawValue)", hint: "set it to json"))
    }
    return findings
  }

  /// Each connection has its own cache; all connections share the mapped memory.
  private static let caches: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    guard let cache = subject.amount("database.cache_size") else { return [] }
    let connections = (subject.amount("database.pool.readers") ?? 0) + 1
    let mapped = subject.amount("database.mmap_size") ?? 0
    let taken = Double(cache * connections + mapped)
    return subject.databaseOwners.compactMap { service in
      guard let setting = subject.memoryLimit(service.name),
        let limit = subject.number(setting.value), taken > limit / 2
      else { return nil }
      return Rule.Finding(
        message:
          "\(connections) connections with \(ByteAmount.words(Double(cache))) of cache each and \(ByteAmount.words(Double(mapped))) mapped are more than half of the \(ByteAmount.words(limit)) that \(service.name) may take",
        location: subject.position("database.cache_size"),
        related: [setting.location, subject.setting("database.mmap_size")?.location].compactMap(
          \.self),
        hint:
          "lower database.cache_size, database.mmap_size or database.pool.readers, or raise the limit"
      )
    }
  }
}
