extension CheckResult {
  /// Judges a container check by the containers of its environment. A service that is not declared here is unknown.
  package init(
    judging check: Check, of service: Service?, containers: [ContainerStatus],
    tookMicroseconds: Int = 0
  ) {
    let (verdict, reason): (Verdict, String)
    if let service {
      let state = ServiceState(of: service, containers: containers)
      (verdict, reason) = (Self.verdict(state), Self.reason(state, service, containers))
    } else {
      (verdict, reason) = (.unknown, "the Compose files declare no such service")
    }
    self.init(
      check: check, verdict: verdict, reason: reason, tookMicroseconds: tookMicroseconds)
  }

  private static func verdict(_ state: ServiceState) -> Verdict {
    switch state {
    case .running, .healthy: .healthy
    case .done: .done
    case .stopped, .created: .unknown
    default: .unhealthy
    }
  }

  private static func reason(
    _ state: ServiceState, _ service: Service, _ containers: [ContainerStatus]
  ) -> String {
    let own = containers.filter { $0.service == service.name }
    switch state {
    case .stopped: return "not running"
    case .unhealthy(let reason): return "unhealthy: \(reason.spelledOut)"
    case .exited where own.contains(where: \.outOfMemory): return "\(state), out of memory"
    case .exited:
      let words = own.compactMap(\.error).first { !$0.isEmpty }
      return words.map { "\(state): \($0.spelledOut)" } ?? state.description
    default: return state.description
    }
  }
}
