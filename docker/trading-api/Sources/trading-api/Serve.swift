import ArgumentParser
import TradingService

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Serve one role until SIGTERM. A wrong configuration or a newer database ends it with 78 before it listens."
  )

  @OptionGroup var options: RoleOptions

  func run() async throws {
    let configuration = try loadConfiguration(options.config)
    do {
      try await serve(options.role, configuration)
    } catch let problem as DatabaseProblem {
      try tellingProblems { throw problem }
    }
  }
}
