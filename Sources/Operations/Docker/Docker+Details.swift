import Environments
import Processes

extension Docker {
  /// Everything that the engine says of a service's containers, by their number.
  package func details(
    of service: String, in environment: Environment
  ) async -> Result<[ContainerDetails], EngineUnavailable> {
    let project = environment.target.project
    let endpoint = endpoint(of: environment.target)
    let found: [ContainerStatus]
    switch await containers(of: [project], on: endpoint) {
    case .failure(let fault): return .failure(fault)
    case .success(let projects):
      found = (projects[project] ?? []).filter { $0.service == service }
    }
    guard !found.isEmpty else { return .success([]) }
    let result = await runner.run(
      command(
        ["inspect", "--type", "container", "--format", "{{json .}}"] + found.map(\.id),
        on: endpoint))
    let all = result.output.split(whereSeparator: \.isNewline).compactMap(InspectedDetails.parse)
    // One may have gone meanwhile; none at all is the engine's fault.
    return all.isEmpty
      ? .failure(EngineUnavailable(result, on: endpoint)) : .success(all.map(\.details))
  }
}
