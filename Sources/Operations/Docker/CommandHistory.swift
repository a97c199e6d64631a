import Processes
import Synchronization

/// Runs commands with another runner and remembers the last of them: what was run, exactly, and what became of it.
package final class CommandHistory: CommandRunner {
  package struct Record: Hashable, Sendable {
    /// Seconds since 1970.
    package var startedAt: Int
    /// As one would type it.
    package var command: String
    package var ending: CommandResult.Ending
    package var tookMilliseconds: Int
    /// The last thing it wrote to standard error.
    package var lastWords: String
  }

  private let runner: any CommandRunner
  private let countMax: Int
  private let kept = Mutex<[Record]>([])

  package init(_ runner: any CommandRunner = SubprocessRunner(), countMax: Int = 200) {
    self.runner = runner
    self.countMax = countMax
  }

  /// Oldest first.
  package var records: [Record] { kept.withLock { $0 } }

  package func run(
    _ command: Command, onLine: (@Sendable (OutputLine) -> Void)?
  ) async -> CommandResult {
    let startedAt = secondsNow()
    let result = await runner.run(command, onLine: onLine)
    let record = Record(
      startedAt: startedAt, command: "\(command)", ending: result.ending,
      tookMilliseconds: result.took.milliseconds, lastWords: lastLine(result.errors))
    kept.withLock { kept in
      kept.append(record)
      kept.removeFirst(max(0, kept.count - countMax))
    }
    return result
  }
}
