/// What became of a command. A non-zero exit, a deadline and a cancellation are results, not errors.
package struct CommandResult: Hashable, Sendable {
  package enum Ending: Hashable, Sendable {
    case exited(code: Int)
    case signaled(Int)
    case deadlinePassed
    case cancelled
    /// The program could not be started; why, in words.
    case notStarted(String)
  }

  package var command: Command
  package var ending: Ending
  /// Standard output, up to the command's limit; invalid UTF-8 is replaced.
  package var output: String
  /// Standard error, likewise.
  package var errors: String
  /// More was written than is kept.
  package var isOutputCut: Bool
  package var took: Duration

  package init(
    command: Command, ending: Ending, output: String = "", errors: String = "",
    isOutputCut: Bool = false, took: Duration = .zero
  ) {
    self.command = command
    self.ending = ending
    self.output = output
    self.errors = errors
    self.isOutputCut = isOutputCut
    self.took = took
  }

  package var isSuccess: Bool { ending == .exited(code: 0) }
}
