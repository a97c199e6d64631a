import Canvas
import Environments

/// An event for the console. One ordered stream of messages is its only input.
package enum Message: Hashable, Sendable {
  case key(Key)
  /// The left button was pressed on a cell.
  case clicked(Frame.Position)
  /// The wheel was turned over a cell by a number of notches; down is positive.
  case scrolled(Frame.Position, Int)
  case pasted(String)
  case resized(Size)
  /// Seconds since 1970, and the offset of the operator's clock from UTC. `uptime` is in seconds of a clock that
  /// cannot be set and that continues while the machine sleeps; `nil` where time stands still, as on a printed
  /// screen.
  case ticked(now: Int, utcOffsetMinutes: Int, uptime: Int? = nil)
  /// A configuration: first as written, then as resolved by Compose, then after each change of a file.
  case loaded(Configuration, Matrix)
  case statusArrived([EnvironmentStatus])
  /// One check has ended; `at` is the time of its start, in seconds since 1970.
  case checkArrived(environment: String, CheckResult, at: Int)
  /// Requested checks that are no longer declared.
  case checksGone([CheckRequest])
  /// The results of all checks of an environment.
  case healthArrived(HealthReport)
  /// New lines. No more lines of this scope may be sent before the effect `logsTaken`.
  case logsArrived(LogScope, LogBatch)
  case planArrived(Plan)
  case planRefused(OperationOutcome)
  case progressed(OperationProgress)
  case ended(OperationOutcome)
  /// All acts that were interrupted because their process is gone.
  case interruptionsFound([Interruption])
  case editorEnded(file: String, problem: String?)
  case inspected(Inspection)
  case shellReady(ShellCall)
  /// A shell has ended; `status` is `nil` when it could not be started.
  case shellEnded(ShellCall, status: Int?)
  /// The text of the header about the engines, such as `engine 20.10 · compose 2.26 · local`.
  case engineDescribed(String)
  case said(Level, String)
  case signalled(Signal)

  package enum Signal: Hashable, Sendable {
    /// SIGTERM: running operations are cancelled and the console ends.
    case terminate
  }
}
