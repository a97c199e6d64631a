import Environments

/// Looking into containers, and shells in them.
extension Model {
  /// The service that the selected row means.
  var chosenService: String? {
    switch (place, selection) {
    case (.inspection, _): inspection?.service
    case (_, .service(let row)): catalog.services[row].name
    default: nil
    }
  }

  var containerObjection: String? {
    if chosenService == nil { return "No service is selected here." }
    guard target == nil else { return nil }
    let sides = "\(keys.name(of: .left)) and \(keys.name(of: .right))"
    return "This looks into one environment: press its number, or \(sides), to focus it."
  }

  var shellObjection: String? {
    if let objection = containerObjection { return objection }
    guard let service = chosenService, let target, runningContainer == nil else { return nil }
    return "\(service) of \(target.name) is not running."
  }

  /// The first that runs of the chosen service.
  var runningContainer: ContainerStatus? {
    guard let service = chosenService, let target, let status = statuses[target.name],
      status.engine == .answering
    else { return nil }
    return status.containers.first { $0.service == service && $0.state == .running }
  }

  mutating func inspect() -> [Effect] {
    guard let service = chosenService, let name = target?.name else { return [] }
    inspection = Inspection(environment: name, service: service, answer: .waiting)
    go(to: .inspection)
    return [.inspect(environment: name, service: service)]
  }

  /// An answer that nobody waits for any more is dropped.
  mutating func take(_ answer: Inspection) {
    guard inspection?.environment == answer.environment, inspection?.service == answer.service
    else { return }
    inspection = answer
    if place == .inspection { relist() }
  }

  /// A protected environment has its name typed first, as for every act.
  mutating func openShell() -> [Effect] {
    guard let target, let container = runningContainer else { return [] }
    let effect = Effect.findShell(environment: target.name, container: container)
    guard target.isProtected else {
      say(.info, "Opening a shell in \(container.name)…")
      return [effect]
    }
    dialogs.append(
      .question(
        Question(
          title: "A shell in \(container.name)",
          text:
            "What is typed there acts on \(target.name) at once. That it was opened is recorded.",
          yes: "Open", name: target.name, effects: [effect])))
    return []
  }

  mutating func endShell(_ call: ShellCall, _ status: Int?) -> [Effect] {
    let shell = "The shell in \(call.service) of \(call.environment)"
    if status == nil {
      say(.error, "\(shell) could not be started.")
    } else {
      say(.info, "\(shell) has ended.")
    }
    return [.redraw, .recordShell(call, status: status)]
  }

  var inspectionItems: [ListItem] {
    guard let inspection else { return [] }
    switch inspection.answer {
    case .waiting: return [.note("The engine is being asked.")]
    case .failed(let words): return [.note(words)]
    case .known(let containers):
      if containers.isEmpty { return [.note("It has no container.")] }
      return containers.indices.flatMap { container in
        [.title(containers[container].name)]
          + containers[container].facts.indices
          .filter {
            matches(
              containers[container].facts[$0].label + " " + containers[container].facts[$0].text)
          }
          .map { .fact(container: container, fact: $0) }
      }
    }
  }
}
