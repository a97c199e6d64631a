extension ServiceState {
  /// Reads the state of a service from the containers of its environment; those of other services are ignored.
  package init(of service: Service, containers: [ContainerStatus]) {
    let own = containers.filter { $0.service == service.name && $0.state != .removing }
    self = service.isOneShot ? Self.ofOneShot(own) : Self.ofService(own, declared: service.replicas)
  }

  private static func ofOneShot(_ containers: [ContainerStatus]) -> ServiceState {
    if let failed = containers.first(where: \.hasFailed) { return failed.endState }
    if let restarting = restarting(containers) { return restarting }
    if containers.contains(where: { $0.state == .running }) { return .running }
    if containers.contains(where: { $0.state == .exited(code: 0) }) { return .done }
    return containers.isEmpty ? .stopped : .created
  }

  private static func ofService(
    _ containers: [ContainerStatus], declared: Int
  ) -> ServiceState {
    guard !containers.isEmpty else { return .stopped }
    if let restarting = restarting(containers) { return restarting }
    if let sick = containers.first(where: { $0.state == .running && $0.health == .unhealthy }) {
      return .unhealthy(reason: sick.lastProbe ?? "its health check fails")
    }
    if containers.contains(where: { $0.state == .paused }) { return .paused }
    return counted(containers, declared: declared)
  }

  private static func counted(
    _ containers: [ContainerStatus], declared: Int
  ) -> ServiceState {
    let ready = containers.count(where: \.isReady)
    let starting = containers.count { $0.state == .running && $0.health == .starting }
    if ready >= max(declared, 1), starting == 0 {
      return containers.contains { $0.health == .healthy } ? .healthy : .running
    }
    if starting > 0 { return .starting(ready: ready, of: max(declared, ready + starting)) }
    if ready > 0 { return .degraded(ready: ready, of: declared) }
    return (containers.first(where: \.hasFailed) ?? containers.first(where: \.hasEnded))?.endState
      ?? .created
  }

  private static func restarting(_ containers: [ContainerStatus]) -> ServiceState? {
    let counts = containers.filter { $0.state == .restarting }.map(\.restartCount)
    return counts.max().map { .restarting(count: $0) }
  }
}

extension ContainerStatus {
  /// Runs, and its health check, when it has one, passes.
  package var isReady: Bool { state == .running && (health == .healthy || health == .none) }

  fileprivate var hasFailed: Bool {
    switch state {
    case .exited(let code): code != 0
    case .dead: true
    default: false
    }
  }

  fileprivate var hasEnded: Bool {
    if case .exited = state { true } else { state == .dead }
  }

  /// A dead container has no code of its own; the engine kills with 137.
  fileprivate var endState: ServiceState {
    if case .exited(let code) = state { .exited(code: code) } else { .exited(code: 137) }
  }
}
