import Environments
import FoundationEssentials
import Processes

extension Docker {
  /// The machine of an engine; null when the engine does not answer.
  package func host(of endpoint: Endpoint) async -> EngineHost? {
    guard installation.client != nil else { return nil }
    let result = await runner.run(command(["info", "--format", "{{json .}}"], on: endpoint))
    guard result.isSuccess,
      let answer = try? JSONDecoder().decode(InfoAnswer.self, from: Data(result.output.utf8)),
      // A client without its engine answers too, and has nothing to tell.
      let processors = answer.processors, let memory = answer.memory, memory > 0
    else { return nil }
    return EngineHost(
      id: answer.id ?? "\(endpoint)", name: answer.name ?? "the host", processors: processors,
      memory: memory)
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

/// What we take of `docker info`.
private struct InfoAnswer: Decodable {
  var id: String?
  var name: String?
  var processors: Int?
  var memory: Int?

  enum CodingKeys: String, CodingKey {
    case id = "ID"
    case name = "Name"
    case processors = "NCPU"
    case memory = "MemTotal"
  }
}
