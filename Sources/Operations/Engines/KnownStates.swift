import Engine
import Environments

/// The last known states of the environments of one engine, updated by events and by refreshes of all or some containers.
/// Pure.
struct KnownStates: Hashable, Sendable {
  private(set) var statuses: [String: EnvironmentStatus]
  let heartbeatSeconds: Int

  init(_ previous: [EnvironmentStatus], heartbeatSeconds: Int) {
    self.heartbeatSeconds = heartbeatSeconds
    statuses = Dictionary(previous.map { ($0.environment, $0) }, uniquingKeysWith: { $1 })
  }

  /// Whether a refresh of some containers suffices.
  func isComplete(for environments: [Environment]) -> Bool {
    environments.allSatisfy { statuses[$0.name]?.engine == .answering }
  }

  /// Takes an event: what it says of a known container holds until the next refresh.
  mutating func heard(
    _ change: EngineEvent.Change, of environments: [Environment], at: Int
  ) -> [EnvironmentStatus] {
    environments.compactMap { environment in
      guard environment.target.project == change.project,
        var status = statuses[environment.name], status.engine == .answering,
        let index = status.containers.firstIndex(where: { $0.id == change.containerID })
      else { return nil }
      status.containers[index].hear(change)
      guard status != statuses[environment.name] else { return nil }
      status.observedAt = at
      statuses[environment.name] = status
      return status
    }
  }

  /// Takes a refresh of all containers of all projects.
  ///
  /// - Parameter heard: the containers with events since the refresh began; the events are newer than the refresh.
  mutating func saw(
    all projects: [String: [ContainerStatus]], of environments: [Environment],
    _ heartbeat: PendingRefresh.Heartbeat, heard: Set<String> = []
  ) -> [EnvironmentStatus] {
    environments.map {
      note($0.name, younger(projects[$0.target.project] ?? [], $0.name, heard), heartbeat)
    }
  }

  /// Takes a refresh of some containers; those that were asked for and not found are gone.
  mutating func saw(
    _ found: [String: [ContainerStatus]], asked ids: Set<String>,
    of environments: [Environment], _ heartbeat: PendingRefresh.Heartbeat, heard: Set<String> = []
  ) -> [EnvironmentStatus] {
    environments.compactMap { environment in
      let before = statuses[environment.name]?.containers ?? []
      let new = younger(found[environment.target.project] ?? [], environment.name, heard)
      let others = before.filter { !ids.contains($0.id) }
      guard !new.isEmpty || others.count != before.count else { return nil }
      return note(environment.name, inOrder(others + new), heartbeat)
    }
  }

  /// Takes a heartbeat that was answered, with no change to report.
  mutating func answered(
    _ heartbeat: PendingRefresh.Heartbeat, _ environments: [Environment]
  ) -> [EnvironmentStatus] {
    environments.compactMap { environment in
      guard let known = statuses[environment.name], known.engine == .answering else { return nil }
      return note(environment.name, known.containers, heartbeat)
    }
  }

  /// The engine does not answer; the known states stay, with their age.
  mutating func lost(_ state: EngineState, _ environments: [Environment]) -> [EnvironmentStatus] {
    environments.map { environment in
      var status =
        statuses[environment.name]
        ?? EnvironmentStatus(environment: environment.name, engine: state)
      status.engine = state
      status.answeredAfterMilliseconds = 0
      status.heartbeatSeconds = heartbeatSeconds
      statuses[environment.name] = status
      return status
    }
  }

  /// The containers found, except for those whose known state is newer.
  private func younger(
    _ seen: [ContainerStatus], _ environment: String, _ heard: Set<String>
  ) -> [ContainerStatus] {
    guard !heard.isEmpty else { return seen }
    let known = statuses[environment]?.containers ?? []
    return seen.map { container in
      guard heard.contains(container.id) else { return container }
      return known.first { $0.id == container.id } ?? container
    }
  }

  private mutating func note(
    _ name: String, _ containers: [ContainerStatus], _ heartbeat: PendingRefresh.Heartbeat
  ) -> EnvironmentStatus {
    var status = EnvironmentStatus(
      environment: name, engine: .answering, containers: containers, observedAt: heartbeat.at)
    status.heartbeatSeconds = heartbeatSeconds
    status.answeredAfterMilliseconds = heartbeat.tookMilliseconds
    statuses[name] = status
    return status
  }
}

extension ContainerStatus {
  /// Applies the change in an event. A refresh finds out the rest, but may be slow: while the engine cleans up a
  /// container, it does not answer questions about it.
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
