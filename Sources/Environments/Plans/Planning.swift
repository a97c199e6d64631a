/// Plans a launch: what `docker compose up` would do to each service, and why. Acts on nothing.
///
/// `commands` are shown as given; `buildMinutes` is what building missing images takes, roughly.
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
    notes: observed.notes, commands: commands,
    guardrail: environment.guardrail(of: .launch, steps), observed: observed.digest)
}

/// Plans a stop: which containers go. Volumes stay.
package func planStop(
  _ environment: Environment, observed: Observation, place: String, commands: [String]
) -> Plan {
  let declared = Set(environment.services.map(\.name))
  let services = environment.servicesInStartOrder.reversed().compactMap { service in
    stopStep(service, observed.containers.filter { $0.service == service.name })
  }
  let strangers = Set(observed.containers.map(\.service)).subtracting(declared).sorted().map {
    Plan.Step(.keep, $0, cause: "not declared here")
  }
  let steps = services + strangers
  return Plan(
    environment: environment.name, verb: .stop, place: place, steps: steps,
    notes: observed.notes, commands: commands,
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
  /// Networks and volumes that are not there yet.
  fileprivate var resourcesToCreate: [Plan.Step] {
    decisions.filter { $0.kind != .container && $0.state == "Creating" }.map {
      Plan.Step(.create, "\($0.kind.rawValue.lowercased()) \($0.name)", cause: "does not exist")
    }
  }
}

extension Environment {
  /// Services after those that they depend on, otherwise in the order of the file. A cycle, which Compose refuses,
  /// keeps the order of the file.
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

  /// What stands between the plan and the deed: nothing where nothing changes; the name, typed, where the
  /// environment is protected; a yes outside of development, and in it before something is stopped.
  package func guardrail(of verb: Plan.Verb, _ steps: [Plan.Step]) -> Guard {
    if steps.allSatisfy({ $0.action == .keep }) { return .none }
    if isProtected { return .typedName }
    if tier != .development { return .confirmation }
    let stopsSomething = steps.contains { [.stop, .remove, .restart].contains($0.action) }
    return verb == .stop || stopsSomething ? .confirmation : .none
  }
}

extension ContainerStatus.State {
  /// Would have to be stopped before it is removed.
  package var isAlive: Bool {
    switch self {
    case .running, .paused, .restarting: true
    default: false
    }
  }
}

/// Why services of an environment cannot be restarted, as a sentence; `nil` when they can.
///
/// - Parameter names: the services that are meant; all that run when there are none.
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

/// Plans a restart: what runs is stopped and started, one service after another, each after those that it depends on.
/// It keeps the configuration that the containers have; what is declared otherwise is a note.
///
/// - Parameters:
///   - names: the services that are meant; all that run when there are none.
///   - command: how one service is restarted, as one would type it.
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
      ? Plan.Step(.restart, service.name, cause: "asked for, \(state)\(count)")
      : Plan.Step(.keep, service.name, cause: "\(state)")
  }
  let restarted = steps.filter { $0.action == .restart }.map(\.subject)
  return Plan(
    environment: environment.name, verb: .restart, services: names, place: place, steps: steps,
    notes: observed.notes + driftNotes(environment, restarted, observed),
    commands: restarted.map(command), guardrail: environment.guardrail(of: .restart, steps),
    observed: observed.digest)
}

/// What a restart leaves as it is although the files say otherwise.
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
