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
