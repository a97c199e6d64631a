import Engine
import Environments

/// What is known of the environments of one engine, kept up to date by looks at all or at some containers. Pure.
struct KnownStates: Hashable, Sendable {
  private(set) var statuses: [String: EnvironmentStatus]
  let heartbeatSeconds: Int

  init(_ previous: [EnvironmentStatus], heartbeatSeconds: Int) {
    self.heartbeatSeconds = heartbeatSeconds
    statuses = Dictionary(previous.map { ($0.environment, $0) }, uniquingKeysWith: { $1 })
  }

  /// Whether a look at some containers tells all that has changed.
  func isComplete(for environments: [Environment]) -> Bool {
    environments.allSatisfy { statuses[$0.name]?.engine == .answering }
  }

  /// An event: what it tells of a container that is known holds until it is looked at.
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

  /// All containers of all projects.
  ///
  /// - Parameter heard: containers of which an event came since the look began: what that told is younger.
  mutating func saw(
    all projects: [String: [ContainerStatus]], of environments: [Environment],
    _ life: PendingRefresh.Life, heard: Set<String> = []
  ) -> [EnvironmentStatus] {
    environments.map {
      note($0.name, younger(projects[$0.target.project] ?? [], $0.name, heard), life)
    }
  }

  /// Some containers; those that were asked for and are not among them are gone.
  mutating func saw(
    _ found: [String: [ContainerStatus]], asked ids: Set<String>,
    of environments: [Environment], _ life: PendingRefresh.Life, heard: Set<String> = []
  ) -> [EnvironmentStatus] {
    environments.compactMap { environment in
      let before = statuses[environment.name]?.containers ?? []
      let new = younger(found[environment.target.project] ?? [], environment.name, heard)
      let others = before.filter { !ids.contains($0.id) }
      guard !new.isEmpty || others.count != before.count else { return nil }
      return note(environment.name, inOrder(others + new), life)
    }
  }

  /// The engine lives and has told of no change.
  mutating func lives(
    _ life: PendingRefresh.Life, _ environments: [Environment]
  ) -> [EnvironmentStatus] {
    environments.compactMap { environment in
      guard let known = statuses[environment.name], known.engine == .answering else { return nil }
      return note(environment.name, known.containers, life)
    }
  }

  /// The engine does not answer; what was known of it stays, with its age.
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

  /// What was seen, but for containers of which more is known by now.
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
    _ name: String, _ containers: [ContainerStatus], _ life: PendingRefresh.Life
  ) -> EnvironmentStatus {
    var status = EnvironmentStatus(
      environment: name, engine: .answering, containers: containers, observedAt: life.at)
    status.heartbeatSeconds = heartbeatSeconds
    status.answeredAfterMilliseconds = life.tookMilliseconds
    statuses[name] = status
    return status
  }
}

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
