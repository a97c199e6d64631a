import ArgumentParser
import TradingService

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Serve one role until SIGTERM. A wrong configuration ends it with 78 before it listens.")

  @OptionGroup var options: RoleOptions

  func run() async throws {
    try await serve(options.role, loadConfiguration(options.config))
  }
}
