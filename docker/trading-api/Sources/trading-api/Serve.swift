import ArgumentParser
import TradingService

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Serve one role until SIGTERM. A wrong configuration or a newer database ends it with 78 before it listens."
  )

  @OptionGroup var options: RoleOptions

  func run() async throws {
    do {
      try await serve(
        options.role, loadConfiguration(options.config), path: options.config)
    } catch let error as StartProblems {
      var output = StandardError()
      for problem in error.problems { print(problem, to: &output) }
      throw ExitCode(78)
    } catch let problem as DatabaseProblem {
      try tellingProblems { throw problem }
    }
  }
}
