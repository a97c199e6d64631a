import Engine
import Environments
import Processes

/// Something that a launch or a stop waits for.
enum LaunchSignal: Sendable {
  case composeSaid(String)
  case composeEnded(CommandResult)
  /// A look at the containers, and when it began.
  case observed(
    Result<[ContainerStatus], EngineUnavailable>, began: Duration)
}
