import Engine
import Environments
import Processes

extension Docker {
  /// The containers of every environment, in the order given; all engines are asked at once.
  ///
  /// - Parameter previous: the statuses known before; their containers stay when the engine does not answer.
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
          containers: shown(projects[environment.target.project] ?? [], of: environment),
          observedAt: secondsNow())
      case .failure(let fault):
        stale(environment.name, fault.state, previous)
      }
    }
  }
}

/// The containers without secrets in what programs said of them; those that they were created with are known from now on.
func shown(_ containers: [ContainerStatus], of environment: Environment) -> [ContainerStatus] {
  SecretGate.process.learn(of: containers)
  let mask = SecretGate.process.mask(of: environment)
  return containers.map { $0.masked(by: mask) }
}

private func stale(
  _ environment: String, _ state: EngineState, _ previous: [EnvironmentStatus]
) -> EnvironmentStatus {
  let known = previous.first { $0.environment == environment }
  return EnvironmentStatus(
    environment: environment, engine: state, containers: known?.containers ?? [],
    observedAt: known?.observedAt)
}

extension Docker {
  /// The host of an engine; `nil` when the engine does not answer.
  package func host(of endpoint: Endpoint) async -> EngineHost? {
    try? await engines[endpoint].host().get()
  }

  /// The hosts of the engines of all environments, by environment; each engine is asked once.
  package func hosts(of environments: [Environment]) async -> [String: EngineHost] {
    let endpoints = Dictionary(grouping: environments) { endpoint(of: $0.target) }
    return await withTaskGroup(of: ([String], EngineHost?).self) { group in
      for (endpoint, environments) in endpoints {
        group.addTask { (environments.map(\.name), await host(of: endpoint)) }
      }
      return await group.reduce(into: [:]) { hosts, answer in
        for name in answer.0 { hosts[name] = answer.1 }
      }
    }
  }
}

extension Docker {
  /// The engine's own version, such as `20.10.24`.
  package func version(of endpoint: Endpoint) async -> (state: EngineState, version: String?) {
    switch await engines[endpoint].version() {
    case .success(let version): (.answering, plainVersion(version))
    case .failure(let fault): (fault.state, nil)
    }
  }

  /// The Compose plugin's version, such as `2.26.1`; `nil` when there is none.
  package func composeVersion() async -> String? {
    guard let plugin = installation.composePlugin else { return nil }
    let result = await runner.run(
      Command(
        plugin, ["version", "--short"], environment: environment, deadline: .seconds(5),
        shown: ["docker", "compose", "version", "--short"]
      ).asking)
    return result.isSuccess ? plainVersion(result.output) : nil
  }
}

/// Without the suffix of the distribution, as in `20.10.24+dfsg1` and `2.26.1-4`.
private func plainVersion(_ text: String) -> String {
  String(text.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "." })
}

extension Docker {
  /// Everything that the engine says of a service's containers, by their number.
  package func details(
    of service: String, in environment: Environment
  ) async -> Result<[ContainerDetails], EngineUnavailable> {
    await engines[endpoint(of: environment.target)]
      .details(of: service, in: environment.target.project)
      .map { $0.map { $0.masked(by: SecretGate.process.mask(of: environment)) } }
  }
}
