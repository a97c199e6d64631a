import Environments
import FoundationEssentials
import Processes

extension Docker {
  /// The containers of every environment, in the order given: two calls for each engine, all engines at once.
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
    let found = await containers(of: Set(environments.map(\.target.project)), on: endpoint)
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

  /// The containers of some Compose projects by project, sorted by service and number.
  package func containers(
    of projects: Set<String>, on endpoint: Endpoint
  ) async -> Result<[String: [ContainerStatus]], EngineUnavailable> {
    guard installation.client != nil else {
      return .failure(EngineUnavailable(.notInstalled(DockerInstallation.clientIsMissing)))
    }
    let list = await runner.run(command(listArguments, on: endpoint))
    guard list.isSuccess else { return .failure(EngineUnavailable(list, on: endpoint)) }
    return await containers(ids(in: list.output, of: projects), on: endpoint)
  }

  /// Some containers by project, sorted by service and number; those that are gone are left out.
  func containers(
    _ ids: [String], on endpoint: Endpoint
  ) async -> Result<[String: [ContainerStatus]], EngineUnavailable> {
    guard !ids.isEmpty else { return .success([:]) }
    let inspection = await runner.run(
      command(
        ["inspect", "--type", "container", "--format", InspectedContainer.format] + ids,
        on: endpoint))
    // A container may have gone by now: docker then prints the others and fails.
    guard inspection.isSuccess || lostOnlyContainers(inspection) else {
      return .failure(EngineUnavailable(inspection, on: endpoint))
    }
    return .success(byProject(inspection.output))
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

private let listArguments = [
  "ps", "--all", "--no-trunc", "--filter", "label=com.docker.compose.project",
  "--format", #"{{.ID}} {{.Label "com.docker.compose.project"}}"#,
]

private func ids(in list: String, of projects: Set<String>) -> [String] {
  list.split(whereSeparator: \.isNewline).compactMap { line in
    let words = line.split(separator: " ")
    guard words.count == 2, projects.contains(String(words[1])) else { return nil }
    return String(words[0])
  }
}

private func lostOnlyContainers(_ inspection: CommandResult) -> Bool {
  guard case .exited = inspection.ending else { return false }
  let lines = inspection.errors.split(whereSeparator: \.isNewline)
  return !lines.isEmpty
    && lines.allSatisfy {
      $0.lowercased().contains("no such object") || $0.lowercased().contains("no such container")
    }
}

private func byProject(_ output: String) -> [String: [ContainerStatus]] {
  let decoder = JSONDecoder()
  var projects: [String: [ContainerStatus]] = [:]
  for line in output.split(whereSeparator: \.isNewline) {
    guard
      let container = try? decoder.decode(InspectedContainer.self, from: Data(line.utf8)),
      let project = container.project, !container.isOneOff
    else { continue }
    projects[project, default: []].append(container.status)
  }
  return projects.mapValues(inOrder)
}

/// By service and number.
func inOrder(_ containers: [ContainerStatus]) -> [ContainerStatus] {
  containers.sorted { ($0.service, $0.number) < ($1.service, $1.number) }
}
