import ArgumentParser
import TradingService

struct MigrateUp: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "up",
    abstract: "Back the database up, verify the backup, and run what is pending.")

  @OptionGroup var options: ConfigurationOptions

  @Option(help: "The name of the environment, which production asks for.")
  var confirm: String?

  func run() throws {
    let configuration = try loadConfiguration(options.config)
    try tellingProblems {
      if confirm != nil || configuration.tier == .production {
        try trading_api.confirm(confirm, configuration, "Migrating")
      }
      let (done, backup) = try withDatabase(of: configuration) { try $1.migrateAfterBackup() }
      if let backup { print("backup: \(backup)") }
      for migration in done { print("migrated: \(migration.version) \(migration.name)") }
      if done.isEmpty { print("nothing is pending") }
    }
  }
}
