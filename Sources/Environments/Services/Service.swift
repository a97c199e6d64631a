/// One service as the Compose files declare it.
package struct Service: Hashable, Sendable {
  package var name: String
  package var image: String?
  package var replicas: Int
  package var hasHealthCheck: Bool
  /// Whether the service is a job that is done when it exits with 0: `restart` is absent or "no", and another
  /// service waits for its completion.
  package var isOneShot: Bool
  /// Whether `restart: always` or `unless-stopped` says that it never ends by itself.
  package var isKeptRunning = false
  /// Names of the services that must be up before it.
  package var dependsOn: [String]
  package var location: Location?

  package init(
    name: String, image: String? = nil, replicas: Int = 1, hasHealthCheck: Bool = false,
    isOneShot: Bool = false, dependsOn: [String] = [], location: Location? = nil
  ) {
    self.name = name
    self.image = image
    self.replicas = replicas
    self.hasHealthCheck = hasHealthCheck
    self.isOneShot = isOneShot
    self.dependsOn = dependsOn
    self.location = location
  }
}

/// The state of one service, which is that of its worst replica.
package enum ServiceState: Hashable, Sendable {
  case stopped
  case created
  case starting(ready: Int, of: Int)
  /// Running without a health check.
  case running
  case healthy
  /// Fewer replicas than declared.
  case degraded(ready: Int, of: Int)
  case unhealthy(reason: String)
  case restarting(count: Int)
  case paused
  /// A one-shot that exited with 0.
  case done
  case exited(code: Int)
  /// The engine could not start a container, because its port is taken or its program is missing.
  case notStarted(reason: String)
}

extension ServiceState {
  /// Derives the state of a service from the containers of its environment; those of other services are ignored.
  ///
  /// - Parameter now: when the containers were seen, in seconds since 1970; restarts shortly before then still count.
  package init(of service: Service, containers: [ContainerStatus], at now: Int? = nil) {
    let own = containers.filter { $0.service == service.name && $0.state != .removing }
    if let restarting = Self.restarting(own, now) {
      self = restarting
    } else if let reason = own.lazy.compactMap(\.startFailure).first {
      self = .notStarted(reason: reason)
    } else {
      self = service.isOneShot ? Self.ofOneShot(own) : Self.ofService(own, service)
    }
  }

  private static func ofOneShot(_ containers: [ContainerStatus]) -> ServiceState {
    if let failed = containers.first(where: \.hasFailed) { return failed.endState }
    if containers.contains(where: { $0.state == .running }) { return .running }
    if containers.contains(where: { $0.state == .exited(code: 0) }) { return .done }
    return containers.isEmpty ? .stopped : .created
  }

  private static func ofService(
    _ containers: [ContainerStatus], _ service: Service
  ) -> ServiceState {
    guard !containers.isEmpty else { return .stopped }
    if containers.allSatisfy(service.isDone) { return .done }
    if let sick = containers.first(where: { $0.state == .running && $0.health == .unhealthy }) {
      return .unhealthy(reason: sick.lastProbe ?? "its health check fails")
    }
    if containers.contains(where: { $0.state == .paused }) { return .paused }
    return counted(containers, declared: service.replicas)
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

  private static func restarting(_ containers: [ContainerStatus], _ now: Int?) -> ServiceState? {
    let counts = containers.filter { $0.state == .restarting || $0.isSettling(at: now) }
      .map(\.restartCount)
    return counts.max().map { .restarting(count: $0) }
  }
}

extension Service {
  /// Whether a container has done its work: it exited with 0, and nothing says that the service runs on. A restart
  /// policy, a health check or a port says so; whoever waits for the service's completion says the opposite.
  package func isDone(_ container: ContainerStatus) -> Bool {
    guard container.state == .exited(code: 0) else { return false }
    return isOneShot || !(isKeptRunning || hasHealthCheck || container.offersPorts)
  }
}

extension ContainerStatus {
  /// As many restarts mean that the container keeps crashing, whatever its health check says between two crashes.
  package static let restartsMax = 3

  /// How long the container must run after its last restart until it counts as running again: longer after each
  /// restart, so that neither a fast nor a slow crash loop looks like a running service.
  package var settlingSeconds: Int { Self.settlingSeconds(restarts: restartCount, health: health) }

  package static func settlingSeconds(restarts: Int, health: Health) -> Int {
    health == .healthy && restarts < restartsMax ? 0 : min(60, 10 * max(restarts, 0))
  }

  /// Whether it runs, but was restarted so shortly before that it may crash again.
  package func isSettling(at now: Int?) -> Bool {
    guard state == .running, restartCount > 0, let now, let startedAt else { return false }
    return now - startedAt < settlingSeconds
  }

  /// Why the engine could not start it; `nil` when it did start.
  package var startFailure: String? {
    guard let error, !error.isEmpty else { return nil }
    switch state {
    case .created, .exited(code: 126), .exited(code: 127), .exited(code: 128): return error
    default: return nil
    }
  }

  /// Whether the container runs and passes its health check, if it has one.
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

  /// A dead container has no exit code; it counts as killed (137).
  fileprivate var endState: ServiceState {
    if case .exited(let code) = state { .exited(code: code) } else { .exited(code: 137) }
  }
}

extension ServiceState: CustomStringConvertible {
  /// The state in words, at most 17 columns wide for 1 to 99 replicas.
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
    case .notStarted: "did not start"
    }
  }

  /// Whether the service does what it is declared to do.
  package var isUp: Bool {
    switch self {
    case .running, .healthy, .done: true
    default: false
    }
  }

  /// Whether the service may come up without further action.
  package var isStarting: Bool {
    switch self {
    case .starting, .created: true
    default: false
    }
  }
}
