import Engine
import Environments

extension Docker {
  /// The machine of an engine; `nil` when the engine does not answer.
  package func host(of endpoint: Endpoint) async -> EngineHost? {
    try? await engines[endpoint].host().get()
  }

  /// The machines of the engines of all environments, by the environment's name; each engine is asked once.
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
