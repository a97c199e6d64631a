import Canvas
import Environments

/// Everything that can happen to the console. One ordered stream of these is its whole world.
package enum Message: Hashable, Sendable {
  case key(Key)
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
  /// All acts that a process that is gone left in the middle.
  case interruptionsFound([Interruption])
  case editorEnded(file: String, succeeded: Bool)
  /// What the header says of the engines, such as `engine 20.10 · compose 2.26 · local`.
  case engineDescribed(String)
  case said(Level, String)
  case signalled(Signal)

  package enum Signal: Hashable, Sendable {
    /// SIGTERM: running operations are cancelled and the console ends.
    case terminate
  }
}
