import ArgumentParser
import TradingService

struct HealthCheck: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "healthcheck",
    abstract: "Ask the role in this container whether it is ready: 0 yes, 1 no, with the reason.")

  @OptionGroup var options: RoleOptions

  @Flag(help: "Ask only whether it lives.")
  var live = false

  @Option(help: "How many milliseconds to wait for the answer.")
  var timeout = 1_500

  func run() async throws {
    let verdict = await checkHealth(
      of: options.role, try loadConfiguration(options.config), livenessOnly: live,
      timeout: .milliseconds(timeout))
    print(verdict.words)
    guard verdict.isHealthy else { throw ExitCode.failure }
  }
}
