import Environments

/// The inspection of containers, and shells in them.
extension Model {
  /// The service of the selected row.
  var chosenService: String? {
    if case .containers(let view) = view { view.service } else { content.selectedService(context) }
  }

  var containerObjection: String? {
    if chosenService == nil { return "No service is selected here." }
    guard target == nil else { return nil }
    return
      "This view shows one environment: press its number, or \(context.sides), to focus it."
  }

  var shellObjection: String? {
    if let objection = containerObjection { return objection }
    guard let service = chosenService, let target, runningContainer == nil else { return nil }
    return "\(service) of \(target.name) is not running."
  }

  /// The first running container of the chosen service.
  var runningContainer: ContainerStatus? {
    guard let service = chosenService, let target, let status = world.statuses[target.name],
      status.engine == .answering
    else { return nil }
    return status.containers.first { $0.service == service && $0.state == .running }
  }

  mutating func inspect() -> [Effect] {
    guard let service = chosenService, let name = target?.name else { return [] }
    var view = ContainersView(environment: name, service: service)
    if case .containers(let before)? = known(.containers) { view.narrow(to: before.filter) }
    open(.containers(view))
    return [.world(.inspect(environment: name, service: service))]
  }

  /// Takes an answer; one that is no longer awaited is dropped.
  mutating func take(_ answer: Inspection) {
    for index in trail.indices {
      guard case .containers(var view) = trail[index], view.environment == answer.environment,
        view.service == answer.service
      else { continue }
      view.answer = answer.answer
      trail[index] = .containers(view)
      relist()
    }
  }

  /// Opens a shell. In a protected environment, the operator types its name first, as for every act.
  mutating func openShell() -> [Effect] {
    guard let target, let container = runningContainer else { return [] }
    guard target.isProtected else {
      say(.info, "Opening a shell in \(container.name)…")
      return [
        .world(.findShell(environment: target.name, container: container, .nothing))
      ]
    }
    input.dialogs.append(
      .question(
        Question(
          title: "A shell in \(container.name)",
          text:
            "Commands in the shell act on \(target.name) at once. The activity record notes the shell.",
          yes: "Open", confirmation: .name(target.name),
          effects: [
            .world(
              .findShell(
                environment: target.name, container: container, .typedName(target.name)))
          ])))
    return []
  }

  mutating func endShell(_ call: ShellCall, _ status: Int?) -> [Effect] {
    let shell = "The shell in \(call.service) of \(call.environment)"
    if status == nil {
      say(.error, "\(shell) could not be started.")
    } else {
      say(.info, "\(shell) has ended.")
    }
    return [.terminal(.redraw), .world(.recordShell(call, status: status))]
  }
}
