import Environments

extension ServiceState {
  /// How much it needs a look; 0 when it is as it should be.
  var severity: Int {
    switch self {
    case .healthy, .running, .done: 0
    case .created, .stopped: 1
    case .starting: 2
    case .paused: 3
    case .degraded: 4
    case .restarting: 5
    case .exited: 6
    case .unhealthy: 7
    }
  }

  /// Nothing runs, as if nobody had asked for it.
  var isUntouched: Bool {
    switch self {
    case .stopped, .created, .done: true
    default: false
    }
  }
}
