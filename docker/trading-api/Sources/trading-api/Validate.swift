import ArgumentParser
import TradingService

struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a rendered configuration as `serve` would, and name every problem.")

  @Argument(help: "The configuration.")
  var file = "/etc/trading/config.json"

  func run() throws {
    let configuration = try loadConfiguration(file)
    print("\(file): valid for \(configuration.environment) (\(configuration.tier.rawValue))")
  }
}
