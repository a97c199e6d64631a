import ArgumentParser
import TradingService

@main
struct TradingAPI: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trading-api",
    abstract:
      "The service behind the trading environments: quotes, and the api that answers clients.",
    version: TradingService.version,
    subcommands: [
      Serve.self, HealthCheck.self, Validate.self, Migrate.self, BackUp.self, RestoreBackup.self,
      DatabaseCommand.self,
    ])
}
