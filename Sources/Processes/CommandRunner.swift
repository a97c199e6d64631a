/// The one door through which programs are started, and the one seam that tests replace.
package protocol CommandRunner: Sendable {
  /// Runs the command to its end. Cancelling the task tears the child's whole process group down.
  ///
  /// - Parameter onLine: called for each line as it comes; lines of the two streams may come at the same time.
  func run(
    _ command: Command, onLine: (@Sendable (OutputLine) -> Void)?
  ) async -> CommandResult
}

extension CommandRunner {
  /// Runs the command to its end.
  package func run(_ command: Command) async -> CommandResult {
    await run(command, onLine: nil)
  }
}
