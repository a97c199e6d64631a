import Canvas
import Environments

/// Everything that can happen to the console. One ordered stream of these is its whole world.
package enum Message: Hashable, Sendable {
  case key(Key)
  /// The left button went down on a cell.
  case clicked(Frame.Position)
  /// The wheel turned over a cell, by so many notches, down being positive.
  case scrolled(Frame.Position, Int)
  case pasted(String)
  case resized(Size)
  /// Seconds since 1970, and how far the operator's clock is ahead of UTC. `uptime` are seconds of a clock that nobody
  /// sets and that goes on while the machine sleeps; `nil` where time stands still, as on a printed screen.
  case ticked(now: Int, utcOffsetMinutes: Int, uptime: Int? = nil)
  /// First as written, later resolved by Compose, later whenever a file changed.
  case loaded(Configuration, Matrix)
  case statusArrived([EnvironmentStatus])
  /// One check has ended; `at` is when it was started, in seconds since 1970.
  case checkArrived(environment: String, CheckResult, at: Int)
  /// Checks that were asked for and are declared no longer.
  case checksGone([CheckRequest])
  /// Every check of an environment at once.
  case healthArrived(HealthReport)
  /// New lines; answered by the effect `logsTaken`, before which no more of this scope may be sent.
  case logsArrived(LogScope, LogBatch)
  case planArrived(Plan)
  case planRefused(OperationOutcome)
  case progressed(OperationProgress)
  case ended(OperationOutcome)
  /// All acts that a process that is gone left in the middle.
  case interruptionsFound([Interruption])
  case editorEnded(file: String, succeeded: Bool)
  case inspected(Inspection)
  case shellReady(ShellCall)
  /// `nil` when it could not be started.
  case shellEnded(ShellCall, status: Int?)
  /// What the header says of the engines, such as `engine 20.10 · compose 2.26 · local`.
  case engineDescribed(String)
  case said(Level, String)
  case signalled(Signal)

  package enum Signal: Hashable, Sendable {
    /// SIGTERM: running operations are cancelled and the console ends.
    case terminate
  }
}
