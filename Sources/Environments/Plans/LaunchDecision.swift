/// What a launch does to one service, and why.
struct LaunchDecision {
  var step: Plan.Step

  private let service: Service
  private let containers: [ContainerStatus]
  private let revision: String?
  private let isRehearsed: Bool

  init(_ service: Service, in environment: Environment, _ observed: Observation) {
    self.service = service
    containers = observed.containers.filter { $0.service == service.name }
    revision = observed.revision
    isRehearsed = observed.isRehearsed
    step = Plan.Step(.keep, service.name, cause: "runs as declared")
    let words = Self.words(of: service, environment.target.project, containers, observed.decisions)
    let (action, cause) = words.isEmpty ? byContainers() : byCompose(words)
    step.action = action
    step.cause = cause
  }

  /// The first state that Compose prints for each container of the service; later states are its progress.
  private static func words(
    of service: Service, _ project: String, _ containers: [ContainerStatus],
    _ decisions: [ComposeLine]
  ) -> [String: String] {
    let names = Set(containers.map(\.name))
    let prefix = "\(project)-\(service.name)-"
    var words: [String: String] = [:]
    for line in decisions where line.kind == .container && words[line.name] == nil {
      let isNumbered = line.name.hasPrefix(prefix) && Int(line.name.dropFirst(prefix.count)) != nil
      if isNumbered || names.contains(line.name) || line.name == service.name {
        words[line.name] = line.state
      }
    }
    return words
  }

  private func byCompose(_ words: [String: String]) -> (Plan.Step.Action, String) {
    let states = Set(words.values)
    if states.contains("Recreate") { return (.recreate, changeCause) }
    if states.contains("Stopping") || states.contains("Removing") { return (.remove, countCause) }
    if states.contains("Creating") {
      return running.isEmpty ? (.create, "not running") : (.scale, countCause)
    }
    if states.contains("Created") || states.contains("Starting") {
      return (.start, service.isOneShot ? "\(endCause), runs again" : endCause)
    }
    return (.keep, keepCause)
  }

  /// Decides by the containers, when Compose printed nothing about the service.
  private func byContainers() -> (Plan.Step.Action, String) {
    if containers.isEmpty {
      return service.replicas == 0 ? (.keep, "no replicas declared") : (.create, "not running")
    }
    if isRevisionOld { return (.recreate, changeCause) }
    if !isRehearsed { return (.recreate, "perhaps: Compose could not tell whether it changed") }
    if service.isOneShot, ServiceState(of: service, containers: containers) == .done {
      return (.keep, "done")
    }
    if running.isEmpty { return (.start, endCause) }
    if running.count > service.replicas { return (.remove, countCause) }
    if running.count < service.replicas { return (.scale, countCause) }
    return (.keep, keepCause)
  }

  private var running: [ContainerStatus] { containers.filter { $0.state.isAlive } }

  private var keepCause: String {
    let state = ServiceState(of: service, containers: containers)
    return state.isUp ? "\(state), as declared" : state.description
  }

  private var isRevisionOld: Bool {
    guard let revision else { return false }
    return containers.contains { $0.revision != nil && $0.revision != revision }
  }

  private var changeCause: String {
    guard isRevisionOld, let revision else { return "its declaration or its image changed" }
    let old = containers.lazy.compactMap(\.revision).first { $0 != revision } ?? ""
    return "configuration changed (revision \(old.prefix(4)) → \(revision.prefix(4)))"
  }

  private var countCause: String { "declared \(service.replicas), running \(running.count)" }

  private var endCause: String {
    ServiceState(of: service, containers: containers).description
  }
}
