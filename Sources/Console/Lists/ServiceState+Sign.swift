import Canvas
import Environments

extension ServiceState {
  /// One column that tells the kind of state without colour.
  var sign: String {
    switch self {
    case .running, .healthy: "●"
    case .stopped, .created: "○"
    case .starting, .restarting, .degraded: "▲"
    case .unhealthy, .exited: "✗"
    case .paused: "‖"
    case .done: "✓"
    }
  }

  var style: Style {
    switch self {
    case .running, .healthy, .done: .ok
    case .stopped, .created, .paused: .muted
    case .starting, .restarting, .degraded: .warning
    case .unhealthy, .exited: .danger
    }
  }
}
