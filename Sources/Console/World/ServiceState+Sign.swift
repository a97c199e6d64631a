import Canvas
import Environments

extension ServiceState {
  /// A sign of one column that shows the kind of state without colour.
  var sign: String {
    switch self {
    case .running, .healthy: "●"
    case .stopped, .created: "○"
    case .starting, .restarting, .degraded: "▲"
    case .unhealthy, .exited, .notStarted: "✗"
    case .paused: "‖"
    case .done: "✓"
    }
  }

  var style: Style {
    switch self {
    case .running, .healthy, .done: .ok
    case .stopped, .created, .paused: .muted
    case .starting, .restarting, .degraded: .warning
    case .unhealthy, .exited, .notStarted: .danger
    }
  }

  /// The severity of the state; 0 when the service is as it should be.
  var severity: Int {
    switch self {
    case .healthy, .running, .done: 0
    case .created, .stopped: 1
    case .starting: 2
    case .paused: 3
    case .degraded: 4
    case .restarting: 5
    case .exited, .notStarted: 6
    case .unhealthy: 7
    }
  }

  /// Whether nothing runs and nothing has failed.
  var isUntouched: Bool {
    switch self {
    case .stopped, .created, .done: true
    default: false
    }
  }
}
