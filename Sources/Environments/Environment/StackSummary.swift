/// A whole stack in a few words, such as `running 3/3`, `degraded 2/3` or `engine silent for 12 s`.
package struct StackSummary: Hashable, Sendable {
  package enum Condition: String, Hashable, Sendable {
    /// The engine was not asked yet, or the files that declare the stack are broken.
    case unknown
    case stopped, starting, running, degraded
    /// The engine does not answer; the known state of the containers can be stale.
    case engineTrouble = "engine_trouble"
  }

  package var condition: Condition
  package var text: String
  /// The age of a stale status, in seconds; `nil` when the status is current.
  package var staleSeconds: Int?
  /// Why the state is not known; `nil` when it is.
  package var unknownReason: String?

  /// - Parameters:
  ///   - now: seconds since 1970.
  ///   - staleAfterSeconds: a status older than this is shown with its age.
  package init(
    of environment: Environment, status: EnvironmentStatus?, now: Int, staleAfterSeconds: Int = 30
  ) {
    let age = status?.observedAt.map { max(0, now - $0) }
    staleSeconds = age.flatMap { $0 > staleAfterSeconds ? $0 : nil }
    if let words = Self.trouble(status?.engine) {
      condition = .engineTrouble
      text = words
      unknownReason = (status?.engine).reason
    } else if let words = environment.brokenFiles {
      condition = .unknown
      text = "unknown"
      unknownReason = words
    } else if status?.engine == .answering {
      (condition, text) = Self.count(
        environment, status?.containers ?? [], at: status?.observedAt ?? now)
      if let staleSeconds { text += ", \(staleSeconds) s old" }
    } else {
      condition = .unknown
      text = "not asked yet"
      unknownReason = text
    }
  }

  private static func trouble(_ engine: EngineState?) -> String? {
    switch engine {
    case .notInstalled: "docker is not installed"
    case .forbidden: "not allowed to use docker"
    case .unreachable: "engine not reachable"
    case .silent(let milliseconds): "engine silent for \(milliseconds / 1000) s"
    case .notAskedYet, .answering, nil: nil
    }
  }

  private static func count(
    _ environment: Environment, _ containers: [ContainerStatus], at now: Int
  ) -> (Condition, String) {
    let orphans = environment.orphans(in: containers).count(where: \.isAlive)
    let (condition, words) = countDeclared(environment, containers, at: now)
    if orphans == 0 { return (condition, words) }
    return (condition, "\(words), \(orphans) orphan\(orphans == 1 ? "" : "s")")
  }

  private static func countDeclared(
    _ environment: Environment, _ containers: [ContainerStatus], at now: Int
  ) -> (Condition, String) {
    let byService = Dictionary(grouping: containers, by: \.service)
    let counted = environment.services.filter { $0.isOneShot || $0.replicas > 0 }
    let states = counted.map { ServiceState(of: $0, containers: byService[$0.name] ?? [], at: now) }
    let lasting = zip(counted, states).filter { !$0.0.isOneShot && $0.1 != .done }.map(\.1)
    let up = lasting.count(where: \.isUp)
    let ratio = "\(up)/\(lasting.count)"
    if states.allSatisfy(\.isAtRest) { return (.stopped, "stopped") }
    if up == lasting.count, !states.contains(where: \.isFailure) {
      return (.running, "running \(ratio)")
    }
    let isOnItsWay = states.contains(where: \.isStarting) && !states.contains(where: \.isFailure)
    return isOnItsWay ? (.starting, "starting \(ratio)") : (.degraded, "degraded \(ratio)")
  }
}

extension ServiceState {
  /// Whether the service does not run and did not fail: it never started, is done, or was stopped.
  fileprivate var isAtRest: Bool {
    switch self {
    case .stopped, .done, .exited(code: 0), .exited(code: 143), .exited(code: 137): true
    default: false
    }
  }

  /// Whether the service will not come up without further action.
  package var isFailure: Bool {
    switch self {
    case .unhealthy, .restarting, .exited, .paused, .notStarted: true
    default: false
    }
  }
}

extension EngineState? {
  /// The engine's own words for why its containers are not known; `nil` when they are.
  fileprivate var reason: String? {
    switch self {
    case .notInstalled(let words), .forbidden(let words), .unreachable(let words): words
    case .silent(let milliseconds):
      "the engine did not answer within \(Span.exactly(milliseconds: milliseconds))"
    case .notAskedYet, .answering, nil: nil
    }
  }
}
