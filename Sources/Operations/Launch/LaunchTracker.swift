import Environments

/// The result of a launch as of the last observation.
enum LaunchVerdict: Hashable {
  /// Not all services are up: the first that is not, and its state.
  case waiting(service: String, state: String)
  case up
  /// One sentence that names the culprit.
  case failed(service: String, containerID: String, reason: String)
}

/// Judges a launch by repeated observations of its containers. Pure.
///
/// Compose's verdict does not suffice: `up` returns when containers have started, and `up --wait` may report an unhealthy
/// stack as healthy.
struct LaunchTracker {
  /// Without a health check, a container that has run this long counts as up.
  static let stableAfter = Duration.seconds(2)
  /// The same where a restart policy hides a crash: a first run must be long enough to show it.
  static let stableUnderPolicyAfter = Duration.seconds(5)
  /// As many restarts in one launch mean that the container keeps crashing.
  static let restartsMax = ContainerStatus.restartsMax

  let services: [Service]
  private(set) var containers: [ContainerStatus]
  private let before: [ContainerStatus]
  private var runningSince: [String: (startedAt: Int?, moment: Duration)] = [:]

  init(services: [Service], before containers: [ContainerStatus]) {
    self.services = services
    self.containers = containers
    before = containers
  }

  /// Takes the next observation.
  ///
  /// - Parameter moment: the time since the launch began.
  mutating func saw(_ containers: [ContainerStatus], at moment: Duration) {
    self.containers = containers
    for container in containers {
      let known = runningSince[container.id]
      if container.state != .running {
        runningSince[container.id] = nil
      } else if known == nil || known?.startedAt != container.startedAt {
        runningSince[container.id] = (container.startedAt, moment)
      }
    }
  }

  /// The verdict on the last observation.
  func verdict(at moment: Duration) -> LaunchVerdict {
    let judged = judged
    for container in judged {
      if let reason = failure(of: container) {
        return .failed(service: container.service, containerID: container.id, reason: reason)
      }
    }
    for container in judged where !isUp(container, at: moment) {
      return .waiting(service: container.service, state: state(of: container.service))
    }
    if judged.isEmpty { return .waiting(service: "", state: "no container yet") }
    return services.first(where: isIncomplete)
      .map { .waiting(service: $0.name, state: state(of: $0.name)) } ?? .up
  }

  /// One line for each service, such as `api: healthy`.
  var serviceStates: [String] {
    services.map { "\($0.name): \(ServiceState(of: $0, containers: containers))" }
  }

  /// The effect of the act on each service so far.
  var serviceOutcomes: [ServiceOutcome] {
    services.map { ServiceOutcome(of: $0, before: before, now: containers) }
  }

  /// Containers of undeclared services are left over from elsewhere and not judged.
  private var judged: [ContainerStatus] {
    let names = Set(services.map(\.name))
    return names.isEmpty ? containers : containers.filter { names.contains($0.service) }
  }

  /// Whether a service has fewer containers than it declares. A job that is done needs no more.
  private func isIncomplete(_ service: Service) -> Bool {
    let own = containers.filter { $0.service == service.name && $0.state != .removing }
    if !own.isEmpty, service.isOneShot || own.allSatisfy(service.isDone) { return false }
    return own.count < service.replicas
  }

  /// Whether the run of a container began before the act.
  func isFromBefore(_ container: ContainerStatus) -> Bool {
    before.contains { $0.id == container.id && $0.startedAt == container.startedAt }
  }

  private func state(of service: String) -> String {
    services.first { $0.name == service }
      .map { "\(ServiceState(of: $0, containers: containers))" } ?? "starting"
  }

  private func isUp(_ container: ContainerStatus, at moment: Duration) -> Bool {
    switch (container.state, container.health) {
    case (.running, .healthy), (.exited(code: 0), _): true
    case (.running, .none):
      runningSince[container.id].map { moment - $0.moment >= stableAfter(container) } ?? false
    default: false
    }
  }

  /// How long a container without a health check must have run to count as up.
  private func stableAfter(_ container: ContainerStatus) -> Duration {
    let settling = ContainerStatus.settlingSeconds(restarts: restarts(of: container), health: .none)
    let ranBefore = before.contains {
      $0.id == container.id && $0.startedAt == container.startedAt && $0.state == .running
    }
    let isKept = services.contains { $0.name == container.service && $0.isKeptRunning }
    let least = isKept && !ranBefore ? Self.stableUnderPolicyAfter : Self.stableAfter
    return max(least, .seconds(settling))
  }

  /// The restarts since the launch began. A container that was started by hand begins its count again.
  private func restarts(of container: ContainerStatus) -> Int {
    let known = before.first { $0.id == container.id }?.restartCount ?? 0
    return container.restartCount < known ? container.restartCount : container.restartCount - known
  }

  /// The moment at which the next container will have run long enough to count as up; `nil` when there is none.
  func nextStable(after moment: Duration) -> Duration? {
    judged.filter { $0.state == .running && $0.health == .none }
      .compactMap { container in
        runningSince[container.id].map { $0.moment + stableAfter(container) }
      }
      .filter { $0 > moment }.min()
  }

  /// Why the container failed; `nil` when it is up or still starting.
  func failure(of container: ContainerStatus) -> String? {
    let name = container.service
    let restarts = restarts(of: container)
    if let reason = container.startFailure { return "\(name) cannot start: \(reason)" }
    if restarts >= Self.restartsMax { return "\(name) keeps restarting (\(restarts) times)" }
    switch container.state {
    case .running where container.health == .unhealthy:
      return "\(name) is unhealthy" + (container.lastProbe.map { ": \($0)" } ?? "")
    case .exited(code: 0) where isMeantToRun(container):
      return "\(name) ended by itself, with code 0"
    case .exited(code: 0): return nil
    case .exited(let code):
      return "\(name) exited with code \(code)" + (container.outOfMemory ? ", out of memory" : "")
    case .dead: return "\(name) is dead: the engine could not remove it"
    case .paused: return "\(name) is paused"
    default: return nil
    }
  }

  private func isMeantToRun(_ container: ContainerStatus) -> Bool {
    services.contains { $0.name == container.service && !$0.isDone(container) }
  }
}

extension LaunchTracker {
  struct Culprit: Hashable {
    var service: String
    var containerID: String
    /// Why the container failed by our own judgement; `nil` when it did not.
    var reason: String?

    /// Our reason and Compose's; ours alone when Compose repeats it.
    func reason(besides words: String) -> String {
      guard let reason else { return words }
      let repeated = reason.split(separator: ": ", maxSplits: 1).last.map(words.contains) ?? false
      return repeated ? reason : "\(reason). Compose says: \(words)"
    }
  }

  /// The container that Compose's message names, otherwise the first one that failed by our own judgement.
  ///
  /// - Parameter ended: what Compose itself ended, to replace or restart it.
  func culprit(in words: String, besides ended: ComposeWords? = nil) -> Culprit? {
    let named = containers.filter { isNamed($0.name, in: words) }.max {
      $0.name.count < $1.name.count
    }
    if let named {
      return Culprit(service: named.service, containerID: named.id, reason: failure(of: named))
    }
    return containers.lazy.compactMap { container in
      if let ended, wasEnded(container, by: ended) { return nil }
      return failure(of: container).map {
        Culprit(service: container.service, containerID: container.id, reason: $0)
      }
    }.first
  }

  /// Whether Compose ended the container to replace or restart it. One that did not start again has a fault of its own.
  private func wasEnded(_ container: ContainerStatus, by words: ComposeWords) -> Bool {
    guard case .exited = container.state, container.startFailure == nil else { return false }
    return isPredecessor(container, words)
  }

  /// Any container of a service, the first replica if there is one.
  func container(of service: String?) -> String? {
    containers.first { $0.service == service }?.id
  }

  private func isNamed(_ name: String, in words: String) -> Bool {
    words.split { !($0.isLetter || $0.isNumber || "-_.".contains($0)) }.contains { $0 == name }
  }
}
