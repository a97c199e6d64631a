import Engine
import Environments

extension Docker {
  /// The containers of every environment, in the order given; all engines are asked at once.
  ///
  /// - Parameter previous: what was known before; its containers stay when the engine does not answer.
  package func statuses(
    of environments: [Environment], previous: [EnvironmentStatus] = []
  ) async -> [EnvironmentStatus] {
    let engines = Dictionary(grouping: environments) { endpoint(of: $0.target) }
    let observed = await withTaskGroup(
      of: [EnvironmentStatus].self, returning: [String: EnvironmentStatus].self
    ) { group in
      for (endpoint, environments) in engines {
        group.addTask { await statuses(of: environments, on: endpoint, previous: previous) }
      }
      return await group.reduce(into: [String: EnvironmentStatus]()) { all, statuses in
        for status in statuses { all[status.environment] = status }
      }
    }
    return environments.compactMap { observed[$0.name] }
  }

  private func statuses(
    of environments: [Environment], on endpoint: Endpoint, previous: [EnvironmentStatus]
  ) async -> [EnvironmentStatus] {
    let found = await engines[endpoint].containers(of: Set(environments.map(\.target.project)))
    return environments.map { environment in
      switch found {
      case .success(let projects):
        EnvironmentStatus(
          environment: environment.name, engine: .answering,
          containers: projects[environment.target.project] ?? [], observedAt: secondsNow())
      case .failure(let fault):
        stale(environment.name, fault.state, previous)
      }
    }
  }
}

private func stale(
  _ environment: String, _ state: EngineState, _ previous: [EnvironmentStatus]
) -> EnvironmentStatus {
  let known = previous.first { $0.environment == environment }
  return EnvironmentStatus(
    environment: environment, engine: state, containers: known?.containers ?? [],
    observedAt: known?.observedAt)
}
