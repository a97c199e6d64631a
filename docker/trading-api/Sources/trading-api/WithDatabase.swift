import ArgumentParser
import Glibc
import TradingService

/// Runs `body` on the database of the configuration at `path`. What is wrong is told with a hint and ends the
/// program with the code of the problem.
func withDatabase<Result>(
  _ path: String, _ body: (ServiceConfiguration, TradingDatabase) throws -> Result
) throws -> Result {
  let configuration = try loadConfiguration(path)
  return try tellingProblems {
    guard access(configuration.database.path, F_OK) == 0 else {
      throw DatabaseProblem(
        .failed, "There is no database at \(configuration.database.path).",
        hint: "the api makes it at its first start; `migrate up` does too")
    }
    return try withDatabase(of: configuration, body)
  }
}

func withDatabase<Result>(
  of configuration: ServiceConfiguration,
  _ body: (ServiceConfiguration, TradingDatabase) throws -> Result
) throws -> Result {
  // Without a log: standard output is the answer's.
  let database = try TradingDatabase(opening: configuration.database)
  let result = try body(configuration, database)
  try database.close()
  return result
}

func tellingProblems<Result>(_ body: () throws -> Result) throws -> Result {
  // Whatever SQLite puts beside the database is nobody else's business.
  umask(0o077)
  do {
    return try body()
  } catch let problem as DatabaseProblem {
    var output = StandardError()
    print(problem.lines, to: &output)
    throw ExitCode(problem.code.rawValue)
  }
}

/// Throws unless the environment's name was typed.
func confirm(_ name: String?, _ configuration: ServiceConfiguration, _ what: String) throws {
  guard name != configuration.environment else { return }
  throw DatabaseProblem(
    .refused,
    name.map { "This is \(configuration.environment), and not \($0)." }
      ?? "\(what) \(configuration.environment) must be confirmed.",
    hint: "add `--confirm \(configuration.environment)`")
}
