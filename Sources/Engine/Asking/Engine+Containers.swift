import Environments

extension Engine {
  /// The containers of the given Compose projects by project, sorted by service and number.
  package func containers(
    of projects: Set<String>
  ) async -> Result<[String: [ContainerStatus]], EngineUnavailable> {
    await session { session throws(Interruption) in
      let label = filter(["label": ["com.docker.compose.project"]])
      let list = try await session.get(target("/containers/json", [("all", "1"), label]))
        .read(from: endpoint, ListedContainer.list)
      let wanted = list.filter { $0.project.map(projects.contains) ?? false }
      return try await statuses(of: wanted.map(\.id), session)
    }
  }

  /// The paths on the engine's host that any container mounts, a running or a stopped one.
  package func mountSources() async -> Result<[String], EngineUnavailable> {
    await session { session throws(Interruption) in
      let list = try await session.get(target("/containers/json", [("all", "1")]))
        .read(from: endpoint, ListedContainer.list)
      return list.flatMap(\.mountSources)
    }
  }

  /// The given containers by project, sorted by service and number, without those that no longer exist.
  package func containers(
    _ ids: [String]
  ) async -> Result<[String: [ContainerStatus]], EngineUnavailable> {
    await session { session throws(Interruption) in
      try await statuses(of: ids, session)
    }
  }

  /// All details of a service's containers, in the order of their numbers.
  package func details(
    of service: String, in project: String
  ) async -> Result<[ContainerDetails], EngineUnavailable> {
    await session { session throws(Interruption) in
      // A container of `compose run` goes by its own name, which the engine cannot be asked for by label.
      let labels = filter(["label": ["com.docker.compose.project=\(project)"]])
      let list = try await session.get(target("/containers/json", [("all", "1"), labels]))
        .read(from: endpoint, ListedContainer.list)
      var found: [ContainerDetails] = []
      for container in list.sorted(by: { $0.number < $1.number })
      where container.service == service {
        let answer = try await session.get("/containers/\(percentEncoded(container.id))/json")
        // The container was removed after the list was made.
        if answer.status == 404 { continue }
        guard answer.isSuccess, let details = InspectedDetails.parse(answer.body) else {
          throw .engine(answer.fault(endpoint))
        }
        found.append(details.details)
      }
      return found
    }
  }

  private func statuses(
    of ids: [String], _ session: Session
  ) async throws(Interruption) -> [String: [ContainerStatus]] {
    var projects: [String: [ContainerStatus]] = [:]
    for id in ids {
      let answer = try await session.get("/containers/\(percentEncoded(id))/json")
      // The container was removed after it was listed, or after the event that named it.
      if answer.status == 404 { continue }
      let container = try answer.read(from: endpoint, InspectedContainer.init)
      guard let project = container.project else { continue }
      projects[project, default: []].append(container.status)
    }
    return projects.mapValues(inOrder)
  }
}

/// The containers sorted by service and number.
package func inOrder(_ containers: [ContainerStatus]) -> [ContainerStatus] {
  containers.sorted { ($0.service, $0.number) < ($1.service, $1.number) }
}
