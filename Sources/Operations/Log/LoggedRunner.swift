import Logging
import Processes

/// Runs commands with another runner and logs each, exactly as one would type it, with what became of it.
package struct LoggedRunner: CommandRunner {
  private let runner: any CommandRunner
  private let log: Logger

  package init(_ runner: any CommandRunner, log: Logger) {
    self.runner = runner
    self.log = log
  }

  package func run(
    _ command: Command, onLine: (@Sendable (OutputLine) -> Void)?
  ) async -> CommandResult {
    let result = await runner.run(command, onLine: onLine)
    let words = lastLine(result.errors)
    log.log(
      level: result.isSuccess ? .info : .warning,
      "\(command) -> \(result.ending.words) in \(result.took.milliseconds) ms\(words.isEmpty || result.isSuccess ? "" : ": \(words)")"
    )
    return result
  }
}

extension CommandResult.Ending {
  fileprivate var words: String {
    switch self {
    case .exited(let code): "exit \(code)"
    case .signaled(let signal): "signal \(signal)"
    case .deadlinePassed: "deadline passed"
    case .cancelled: "cancelled"
    case .notStarted(let reason): "not started: \(reason)"
    }
  }
}
