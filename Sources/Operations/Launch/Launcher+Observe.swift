import Engine
import Environments
import FoundationEssentials
import Loading
import Processes

extension Launcher {
  /// Everything that a plan depends on, with the ID of the engine, because another engine may answer at the same address
  /// later.
  func observe(
    _ verb: Plan.Verb, _ environment: Environment, _ project: ComposeProject
  ) async -> Result<(Observation, ComposeSnapshot?), PlanRefusal> {
    // An act opens a new connection to the engine's address; so does the observation that it is planned on.
    docker.engines[project.endpoint].renew()
    async let engine = docker.engines[project.endpoint].identity()
    let observed = await observeProject(verb, environment, project)
    // An engine that does not identify itself still answered the question about its containers; that answer carries the
    // reason.
    let id = try? await engine.get().id
    return observed.map { observation, snapshot in
      var known = observation
      known.engine = id
      known.given = snapshot?.digest
      return (known, snapshot)
    }
  }
}

extension Launcher {
  /// Everything about the project that a plan depends on, observed at once.
  func observeProject(
    _ verb: Plan.Verb, _ environment: Environment, _ project: ComposeProject
  ) async -> Result<(Observation, ComposeSnapshot?), PlanRefusal> {
    guard docker.installation.composePlugin != nil else {
      return .failure(PlanRefusal(.refused(reason: DockerInstallation.pluginIsMissing)))
    }
    switch verb {
    case .launch: return await observeLaunch(environment, project)
    case .stop: return await observeStop(environment, project)
    case .restart: return await observeRestart(environment, project)
    }
  }

  /// Renders nothing, because containers keep their configuration on a restart.
  private func observeRestart(
    _ environment: Environment, _ project: ComposeProject
  ) async -> Result<(Observation, ComposeSnapshot?), PlanRefusal> {
    async let containers = ownContainers(of: project)
    do {
      let snapshot = try await snapshot(of: project, environment).get()
      let rehearsed = try await rehearse(environment, project, snapshot).get()
      var observation = try await Observation(
        containers: containers.get(), decisions: rehearsed.decisions, notes: rehearsed.notes)
      if workspace.hasOutdatedRendering(of: environment) {
        observation.notes.append(
          .init(
            "\(environment.name)'s settings have changed since they were rendered. A restart does "
              + "not apply that; U, or triptych up \(environment.name), does.", isWarning: true))
      }
      return .success((observation, snapshot))
    } catch {
      return .failure(error)
    }
  }

  /// Without a snapshot, Compose says itself why it cannot stop what the files declare.
  private func observeStop(
    _ environment: Environment, _ project: ComposeProject
  ) async -> Result<(Observation, ComposeSnapshot?), PlanRefusal> {
    async let containers = ownContainers(of: project)
    let snapshot = try? await snapshot(of: project, environment).get()
    return await containers.map { (Observation(containers: $0), snapshot) }
  }

  private func snapshot(
    of project: ComposeProject, _ environment: Environment
  ) async -> Result<ComposeSnapshot, PlanRefusal> {
    await docker.snapshot(of: project, in: workspace, mask: environment.programMask)
      .mapError { refusal($0.result, environment, project) }
  }

  private func observeLaunch(
    _ environment: Environment, _ project: ComposeProject
  ) async -> Result<(Observation, ComposeSnapshot?), PlanRefusal> {
    let rendered: RenderResult
    do { rendered = try workspace.render(environment, user: user) } catch {
      return .failure(PlanRefusal(.refused(reason: "\(error)")))
    }
    async let containers = ownContainers(of: project)
    let demand = environment.demand
    async let host = host(for: demand, on: project.endpoint)
    do {
      let snapshot = try await snapshot(of: project, environment).get()
      async let rehearsal = rehearse(environment, project, snapshot)
      async let missing = missingImages(of: environment, project, snapshot)
      let rehearsed = try await rehearsal.get()
      var observation = try await Observation(
        containers: containers.get(), decisions: rehearsed.decisions, missingImages: missing.get(),
        revision: rendered.revision, notes: rehearsed.notes)
      observation.isRehearsed = rehearsed.isComplete
      observation.notes += hostFolderNotes(environment, snapshot, on: project.endpoint)
      if let made = rendered.made { observation.notes.append(.init("\(made)")) }
      if let host = await host {
        if let reason = demand.refusal(on: host) {
          return .failure(PlanRefusal(.refused(reason: "\(environment.name) \(reason).")))
        }
        if let words = demand.warning(on: host) {
          observation.notes.append(.init("\(environment.name) \(words)", isWarning: true))
        }
      }
      return .success((observation, snapshot))
    } catch {
      return .failure(error)
    }
  }

  /// The engine's host; `nil` when the services declare no resources, or when the engine does not answer.
  private func host(for demand: ResourceDemand, on endpoint: Endpoint) async -> EngineHost? {
    demand.isKnown ? await docker.host(of: endpoint) : nil
  }

  /// The project's containers, unless another checkout started them.
  private func ownContainers(
    of project: ComposeProject
  ) async -> Result<[ContainerStatus], PlanRefusal> {
    await docker.ownContainers(of: project, in: workspace, isAdopting: isAdopting)
  }

  /// What Compose would do: the first line about each subject. Later lines only report progress, which never fails in a dry
  /// run.
  ///
  /// `create` decides as `up` does, but does not wait; in a dry run, `up` waits forever for a one-shot to complete.
  private func rehearse(
    _ environment: Environment, _ project: ComposeProject, _ snapshot: ComposeSnapshot
  ) async -> Result<Rehearsal, PlanRefusal> {
    let command = docker.compose(
      ["--dry-run", "create", "--no-build", "--pull", "never"], of: project, on: snapshot,
      deadline: .seconds(20)
    ).asking
    let result = await docker.limiter.run(on: project.endpoint) { await docker.runner.run(command) }
    let messages = ComposeMessages(result.errors, of: environment)
    let told = messages.warningsBesidesOrphans.filter { !snapshot.warnings.contains($0) }
    let warnings = (snapshot.warnings + told).map {
      Plan.Note("Compose says: \($0)", isWarning: true)
    }
    guard result.isSuccess else {
      guard messages.isFaultOfRehearsal else {
        return .failure(refusal(result, environment, project))
      }
      // Compose itself would go on: the containers that its rehearsal pretended to create do not exist.
      let note = Plan.Note(
        "Compose could not rehearse this to its end (\(messages.reason)); what it did not tell may be recreated",
        isWarning: true)
      return .success(
        Rehearsal(
          decisions: decisions(result), notes: warnings + [note], isComplete: false))
    }
    return .success(Rehearsal(decisions: decisions(result), notes: warnings, isComplete: true))
  }

  private func decisions(_ result: CommandResult) -> [ComposeLine] {
    var known: Set<String> = []
    return result.errors.split(whereSeparator: \.isNewline)
      .compactMap { ComposeLine.parse(String($0)) }
      .filter { !$0.isInterim && known.insert("\($0.kind) \($0.name)").inserted }
  }

  /// What Compose says of an act before the act.
  private struct Rehearsal {
    var decisions: [ComposeLine]
    var notes: [Plan.Note]
    /// False when the dry run ended before it had told all.
    var isComplete: Bool
  }

  func refusal(
    _ result: CommandResult, _ environment: Environment, _ project: ComposeProject
  ) -> PlanRefusal {
    if let state = engineFault(result, on: project.endpoint) {
      return PlanRefusal(state, on: project.endpoint)
    }
    return PlanRefusal(.refused(reason: ComposeMessages(result.errors, of: environment).reason))
  }
}

extension ComposeLine {
  /// During a replacement, the name of a container is temporarily preceded by its identifier.
  fileprivate var isInterim: Bool {
    let parts = name.split(separator: "_", maxSplits: 1)
    return parts.count == 2 && parts[0].count == 12 && parts[0].allSatisfy(\.isHexDigit)
  }
}
