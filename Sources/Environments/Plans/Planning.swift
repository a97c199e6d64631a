/// Plans a launch: what `docker compose up` would do to each service, and why.
///
/// - Parameters:
///   - commands: the commands to show.
///   - buildMinutes: how long `make images` takes, approximately.
package func planLaunch(
  _ environment: Environment, observed: Observation, place: String, commands: [String],
  buildMinutes: Int? = nil
) -> Plan {
  let images = observed.missingImages.map { $0.step(buildMinutes: buildMinutes) }
  let services = environment.servicesInStartOrder.map { service in
    LaunchDecision(service, in: environment, observed).step
  }
  let steps = images + observed.resourcesToCreate + services
  return Plan(
    environment: environment.name, verb: .launch, place: place, steps: steps,
    notes: observed.notes + orphanNotes(environment, observed), commands: commands,
    guardrail: environment.guardrail(of: .launch, steps), observed: observed.digest)
}

/// Plans a stop: which containers are stopped and removed. Volumes are kept.
package func planStop(
  _ environment: Environment, observed: Observation, place: String, commands: [String]
) -> Plan {
  let declared = Set(environment.services.map(\.name))
  let services = environment.servicesInStartOrder.reversed().compactMap { service in
    stopStep(service, observed.containers.filter { $0.service == service.name })
  }
  let undeclared = Set(observed.containers.map(\.service)).subtracting(declared).sorted().map {
    Plan.Step(.keep, $0, cause: "not declared here")
  }
  let steps = services + undeclared
  return Plan(
    environment: environment.name, verb: .stop, place: place, steps: steps,
    notes: observed.notes + orphanNotes(environment, observed), commands: commands,
    guardrail: environment.guardrail(of: .stop, steps), observed: observed.digest)
}

private func stopStep(_ service: Service, _ containers: [ContainerStatus]) -> Plan.Step? {
  guard !containers.isEmpty else { return nil }
  let state = ServiceState(of: service, containers: containers)
  let isRunning = containers.contains { $0.state.isAlive }
  let count = containers.count > 1 ? ", \(containers.count) containers" : ""
  return Plan.Step(isRunning ? .stop : .remove, service.name, cause: "\(state)\(count)")
}

extension Observation {
  /// The networks and volumes that do not exist yet.
  fileprivate var resourcesToCreate: [Plan.Step] {
    decisions.filter { $0.kind != .container && $0.state == "Creating" }.map {
      Plan.Step(.create, "\($0.kind.rawValue.lowercased()) \($0.name)", cause: "does not exist")
    }
  }
}

extension Environment {
  /// The services, each after those that it depends on, otherwise in the order of the file. Services in a cycle,
  /// which Compose refuses, keep the order of the file.
  package var servicesInStartOrder: [Service] {
    let byName = Dictionary(services.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var ordered: [Service] = []
    var visited: Set<String> = []
    func visit(_ service: Service) {
      guard visited.insert(service.name).inserted else { return }
      for name in service.dependsOn { byName[name].map(visit) }
      ordered.append(service)
    }
    services.forEach(visit)
    return ordered
  }

  /// The confirmation that a plan needs: none when nothing changes; the typed name when the environment is
  /// protected; a yes outside of development, and in development before something is stopped.
  package func guardrail(of verb: Plan.Verb, _ steps: [Plan.Step]) -> Guard {
    if steps.allSatisfy({ $0.action == .keep }) { return .none }
    if isProtected { return .typedName }
    if tier != .development { return .confirmation }
    let stopsSomething = steps.contains { [.stop, .remove, .restart].contains($0.action) }
    return verb == .stop || stopsSomething ? .confirmation : .none
  }
}

extension ContainerStatus.State {
  /// Whether the container has to be stopped before it is removed.
  package var isAlive: Bool {
    switch self {
    case .running, .paused, .restarting: true
    default: false
    }
  }
}

/// Why services of an environment cannot be restarted, as a sentence; `nil` when they can.
///
/// - Parameter names: the services to restart; all running services when empty.
package func objectionToRestart(
  _ environment: Environment, _ names: [String], _ containers: [ContainerStatus]
) -> String? {
  let running = Set(containers.filter(\.state.isAlive).map(\.service))
  let declared = environment.services.map(\.name)
  let remedy = "U, or triptych up \(environment.name), launches it."
  if let unknown = names.first(where: { !declared.contains($0) }) {
    let near = NearestName.of(unknown, among: declared).map { " Did you mean \($0)?" } ?? ""
    return "\(environment.name) has no service \(unknown).\(near)"
  }
  if running.isDisjoint(with: declared) { return "\(environment.name) does not run; \(remedy)" }
  return names.first { !running.contains($0) }
    .map { "\($0) of \(environment.name) does not run; \(remedy)" }
}

/// Plans a restart: running services are stopped and started, one after another, each after those that it depends
/// on. The containers keep their configuration; a note names each service whose declaration differs.
///
/// - Parameters:
///   - names: the services to restart; all running services when empty.
///   - command: returns the command that restarts one service, as an operator would type it.
package func planRestart(
  _ environment: Environment, _ names: [String], observed: Observation, place: String,
  command: (String) -> String
) -> Plan {
  let steps = environment.servicesInStartOrder.compactMap { service -> Plan.Step? in
    guard names.isEmpty || names.contains(service.name) else { return nil }
    let containers = observed.containers.filter { $0.service == service.name }
    let state = ServiceState(of: service, containers: containers)
    let count = containers.count > 1 ? ", \(containers.count) containers" : ""
    return containers.contains(where: \.state.isAlive)
      ? Plan.Step(.restart, service.name, cause: "requested, \(state)\(count)")
      : Plan.Step(.keep, service.name, cause: "\(state)")
  }
  let restarted = steps.filter { $0.action == .restart }.map(\.subject)
  return Plan(
    environment: environment.name, verb: .restart, services: names, place: place, steps: steps,
    notes: observed.notes + driftNotes(environment, restarted, observed),
    commands: restarted.map(command), guardrail: environment.guardrail(of: .restart, steps),
    observed: observed.digest)
}

/// One warning for each orphan: no act touches it, and it goes on using what the services use.
private func orphanNotes(_ environment: Environment, _ observed: Observation) -> [Plan.Note] {
  environment.orphans(in: observed.containers).map { orphan in
    let names = orphan.containers.map(\.name).joined(separator: " ")
    return Plan.Note(
      "\(orphan.words) and stays; docker rm -f \(names) removes it", isWarning: true)
  }
}

/// The changes in the files that a restart does not apply.
private func driftNotes(
  _ environment: Environment, _ restarted: [String], _ observed: Observation
) -> [Plan.Note] {
  let changed = environment.servicesInStartOrder.filter { restarted.contains($0.name) }
    .map { LaunchDecision($0, in: environment, observed).step }
    .filter { $0.action != .keep }
  return changed.map {
    Plan.Note(
      "\($0.subject): \($0.cause). A restart does not apply that; U, or triptych up "
        + "\(environment.name), does.", isWarning: true)
  }
}
