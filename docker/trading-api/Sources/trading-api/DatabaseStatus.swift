import ArgumentParser
import TradingService

struct DatabaseStatus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Tell as JSON how connections are set, the version of the schema, and what it holds.")

  @OptionGroup var options: ConfigurationOptions

  func run() throws {
    try withDatabase(options.config) { _, database in
      print(try DatabaseReport(of: database).json())
    }
  }
}
