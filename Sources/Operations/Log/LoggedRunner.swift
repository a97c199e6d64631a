import Engine
import Environments
import Logging
import Processes

/// Runs commands with another runner and logs each with its result, exactly as an operator would type it.
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
    note(await runner.run(command, onLine: onLine))
  }

  package func run(_ command: Command, over socket: Int32) async -> CommandResult {
    note(await runner.run(command, over: socket))
  }

  private func note(_ result: CommandResult) -> CommandResult {
    let speaker: ProgramMask.Speaker = result.command.asksCompose ? .reader : .other
    let words =
      result.isSuccess ? "" : lastLine(SecretGate.process.shown(result.errors, from: speaker))
    log.log(
      level: result.isSuccess ? .info : .warning,
      "\(result.command) -> \(result.ending.words) in \(result.took.milliseconds) ms\(words.isEmpty ? "" : ": \(words)")"
    )
    return result
  }
}

extension Command {
  /// Whether Compose prints the answer, and so reads the files.
  fileprivate var asksCompose: Bool {
    description.split(separator: " ").prefix(4).contains("compose")
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
