import ArgumentParser
import TradingService

/// The configuration at `path`; a wrong one ends the program with 78 after naming every problem.
func loadConfiguration(_ path: String) throws -> ServiceConfiguration {
  let (configuration, problems) = readConfiguration(at: path)
  if let configuration { return configuration }
  var output = StandardError()
  for problem in problems {
    print(problem.lines(file: path), to: &output)
  }
  throw ExitCode(78)
}
