import Environments

/// What the containers of a launch say so far.
enum LaunchVerdict: Hashable {
  /// Not all are up yet: the first one that is not, and what it does.
  case waiting(service: String, state: String)
  case up
  /// One sentence that names the culprit.
  case failed(service: String, containerID: String, reason: String)
}

/// What is known of a launch while it runs: Compose's words and the containers, looked at again and again. Pure.
///
/// The verdict is our own: `up` returns when containers have started, and `up --wait` may call an unhealthy stack healthy.
struct LaunchTracker {
  /// Without a health check, a container that has run this long counts as up.
  static let stableAfter = Duration.seconds(2)
  /// The engine restarts a crashing container faster and faster; so many in one launch are no hiccup.
  static let restartsMax = 3

  let services: [Service]
  private(set) var containers: [ContainerStatus]
  private let before: [ContainerStatus]
  private var runningSince: [String: (startedAt: Int?, moment: Duration)] = [:]

  init(services: [Service], before containers: [ContainerStatus]) {
    self.services = services
    self.containers = containers
    before = containers
  }

  /// Takes the next look.
  ///
  /// - Parameter moment: since the launch began.
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

  /// What the last look amounts to.
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
    return judged.isEmpty ? .waiting(service: "", state: "no container yet") : .up
  }

  /// One line a service, such as `api: healthy`.
  var standing: [String] {
    services.map { "\($0.name): \(ServiceState(of: $0, containers: containers))" }
  }

  /// What the act has done to each service so far.
  var serviceOutcomes: [ServiceOutcome] {
    services.map { ServiceOutcome(of: $0, before: before, now: containers) }
  }

  /// A container whose service is not declared is somebody else's leftover.
  private var judged: [ContainerStatus] {
    let names = Set(services.map(\.name))
    return names.isEmpty ? containers : containers.filter { names.contains($0.service) }
  }

  private func state(of service: String) -> String {
    services.first { $0.name == service }
      .map { "\(ServiceState(of: $0, containers: containers))" } ?? "starting"
  }

  private func isUp(_ container: ContainerStatus, at moment: Duration) -> Bool {
    switch (container.state, container.health) {
    case (.running, .healthy), (.exited(code: 0), _): true
    case (.running, .none):
      runningSince[container.id].map { moment - $0.moment >= Self.stableAfter } ?? false
    default: false
    }
  }

  /// When the next container will have run for so long that it counts as up; `nil` when none is about to.
  func nextStable(after moment: Duration) -> Duration? {
    judged.filter { $0.state == .running && $0.health == .none }
      .compactMap { runningSince[$0.id].map { $0.moment + Self.stableAfter } }
      .filter { $0 > moment }.min()
  }

  /// `nil` for a container that is up, or still on its way.
  func failure(of container: ContainerStatus) -> String? {
    let name = container.service
    let restarts =
      container.restartCount - (before.first { $0.id == container.id }?.restartCount ?? 0)
    if restarts >= Self.restartsMax { return "\(name) keeps restarting (\(restarts) times)" }
    switch container.state {
    case .running where container.health == .unhealthy:
      return "\(name) is unhealthy" + (container.lastProbe.map { ": \($0)" } ?? "")
    case .exited(code: 0) where hasHealthCheck(name):
      return "\(name) ended by itself, with code 0"
    case .exited(code: 0): return nil
    case .exited(let code):
      return "\(name) exited with code \(code)" + (container.outOfMemory ? ", out of memory" : "")
    case .dead: return "\(name) is dead: the engine could not remove it"
    case .paused: return "\(name) is paused"
    case .created: return container.error.map { "\(name) cannot start: \($0)" }
    default: return nil
    }
  }

  private func hasHealthCheck(_ service: String) -> Bool {
    services.contains { $0.name == service && $0.hasHealthCheck }
  }
}

extension LaunchTracker {
  struct Culprit: Hashable {
    var service: String
    var containerID: String
    /// Our own words for what is wrong with it; `nil` when we see nothing.
    var reason: String?

    /// Our words and Compose's; when Compose repeats the engine's, ours are enough.
    func reason(besides words: String) -> String {
      guard let reason else { return words }
      let repeated = reason.split(separator: ": ", maxSplits: 1).last.map(words.contains) ?? false
      return repeated ? reason : "\(reason). Compose says: \(words)"
    }
  }

  /// The container that Compose's words name, else the first one that fails by our own judgement.
  func culprit(in words: String) -> Culprit? {
    let named = containers.filter { isNamed($0.name, in: words) }.max {
      $0.name.count < $1.name.count
    }
    if let named {
      return Culprit(service: named.service, containerID: named.id, reason: failure(of: named))
    }
    return containers.lazy.compactMap { container in
      failure(of: container).map {
        Culprit(service: container.service, containerID: container.id, reason: $0)
      }
    }.first
  }

  /// Any container of a service, the first replica if there is one.
  func container(of service: String?) -> String? {
    containers.first { $0.service == service }?.id
  }

  private func isNamed(_ name: String, in words: String) -> Bool {
    words.split { !($0.isLetter || $0.isNumber || "-_.".contains($0)) }.contains { $0 == name }
  }
}
