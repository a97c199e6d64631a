import ArgumentParser
import TradingService

struct BackUp: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the database while it is in use, and verify the copy.")

  @OptionGroup var options: ConfigurationOptions

  @Option(
    help: "A new file; by default one in database.backups.directory, where the oldest make room.")
  var to: String?

  func run() throws {
    try withDatabase(options.config) { _, database in
      let backup = try database.backUp(to: to)
      let rows = backup.contents.rows.sorted { $0.key < $1.key }
        .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
      print("backup: \(backup.path)")
      print("verified: version \(backup.contents.version), \(rows), \(backup.bytes) bytes")
      for path in backup.removed { print("removed: \(path)") }
    }
  }
}
