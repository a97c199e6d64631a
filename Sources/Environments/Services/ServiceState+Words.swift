extension ServiceState: CustomStringConvertible {
  /// What a row says of a service, at most 17 columns wide for one to 99 replicas.
  package var description: String {
    switch self {
    case .stopped: "stopped"
    case .created: "created"
    case .starting(_, of: 1): "starting"
    case .starting(let ready, let declared): "starting \(ready) of \(declared)"
    case .running: "running"
    case .healthy: "healthy"
    case .degraded(let ready, let declared): "degraded \(ready) of \(declared)"
    case .unhealthy: "unhealthy"
    case .restarting(let count): "restarting ×\(count)"
    case .paused: "paused"
    case .done: "done"
    case .exited(let code): "exited (\(code))"
    }
  }

  /// Does what it is declared to do.
  package var isUp: Bool {
    switch self {
    case .running, .healthy, .done: true
    default: false
    }
  }

  /// On its way up; waiting may help.
  package var isStarting: Bool {
    switch self {
    case .starting, .created: true
    default: false
    }
  }
}
