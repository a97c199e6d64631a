import ArgumentParser
import TradingService

struct RestoreBackup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract:
      "Verify a backup and put it in the place of the database, which is kept. Stop the api first.")

  @Argument(help: "The backup.")
  var file: String

  @Option(help: "The name of the environment.")
  var confirm: String?

  @OptionGroup var options: ConfigurationOptions

  func run() throws {
    let configuration = try loadConfiguration(options.config)
    try tellingProblems {
      try trading_api.confirm(confirm, configuration, "Replacing the database of")
      let restore = try Restore(of: file, to: configuration.database)
      let orders = restore.contents.rows["orders"] ?? 0
      print("restored: version \(restore.contents.version), \(orders) orders")
      if let replaced = restore.replaced { print("replaced: \(replaced)") }
    }
  }
}
