import ArgumentParser
import TradingService

struct MigrateStatus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Tell the version of the schema and what is pending: 0 nothing, 1 something.")

  @OptionGroup var options: ConfigurationOptions

  func run() throws {
    let state = try withDatabase(options.config) { _, database in try database.currentState() }
    let known = Schema.current.version
    switch state {
    case .current:
      print("version \(known) of \(known): nothing is pending")
    case .empty:
      print("version 0 of \(known): the database is empty")
      throw ExitCode.failure
    case .behind(let pending):
      print("version \(known - pending.count) of \(known): \(pending.count) pending")
      for migration in pending { print("  \(migration.version) \(migration.name)") }
      throw ExitCode.failure
    case .newer:
      try tellingProblems { if let problem = state.problem { throw problem } }
    }
  }
}
