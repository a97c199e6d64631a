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
  /// Seconds since 1970, and how far the operator's clock is ahead of UTC.
  case ticked(now: Int, utcOffsetMinutes: Int)
  /// First as written, later resolved by Compose, later whenever a file changed.
  case loaded(Configuration, Matrix)
  case statusArrived([EnvironmentStatus])
  /// The checks of this environment are on their way.
  case healthStarted(environment: String)
  case healthArrived(HealthReport)
  case planArrived(Plan)
  case planRefused(OperationOutcome)
  case progressed(OperationProgress)
  case ended(OperationOutcome)
  case editorEnded(file: String, succeeded: Bool)
  case inspected(Inspection)
  case shellReady(ShellCall)
  /// Null when it could not be started.
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
