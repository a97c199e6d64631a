import Engine
import Environments

extension ContainerStatus {
  /// What an event alone tells of the container; the same where it tells nothing. The rest is for a look to find out,
  /// which takes until the engine lets go of a container that it is clearing up.
  mutating func hear(_ change: EngineEvent.Change) {
    switch change.action {
    case "start":
      state = .running
      if health != .none { health = .starting }
    case "unpause": state = .running
    case "pause": state = .paused
    case "die": if let code = change.exitCode { state = .exited(code: code) }
    case "health_status: healthy": health = .healthy
    case "health_status: unhealthy": health = .unhealthy
    default: break
    }
  }
}
