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
