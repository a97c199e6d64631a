import Environments
import Threads

/// The last progress that Compose reported for each service.
struct ComposeWords: Hashable {
  private let project: String
  private(set) var statuses: [String: String] = [:]
  /// The containers that Compose creates, replaces, starts or stops, by the names that it uses.
  private var changed: Set<String> = []
  /// The last line of any kind.
  private(set) var last = ""

  init(project: String) { self.project = project }

  mutating func heard(_ line: String) {
    last = String(line.drop { $0 == " " })
    guard let line = ComposeLine.parse(line), line.kind == .container else { return }
    if !Self.isLookedAt(line.state) { changed.insert(lasting(line.name)) }
    if let service = service(of: line.name) { statuses[service] = line.state }
  }

  /// Whether Compose has said that it changes the container, or the one in its place.
  func changes(_ container: ContainerStatus) -> Bool { changed.contains(lasting(container.name)) }

  /// What Compose says of a container that it leaves alone.
  private static func isLookedAt(_ status: String) -> Bool {
    ["Running", "Waiting", "Healthy", "Exited"].contains(status)
  }

  /// Compose names containers project-service-number; during a replacement, an identifier precedes that.
  private func service(of container: String) -> String? {
    guard let start = container.firstRange(of: "\(project)-")?.upperBound,
      let dash = container[start...].lastIndex(of: "-")
    else { return nil }
    return String(container[start..<dash])
  }

  /// The name without the identifier of a replacement.
  private func lasting(_ container: String) -> String {
    container.firstRange(of: "\(project)-").map { String(container[$0.lowerBound...]) } ?? container
  }
}

extension LaunchTracker {
  /// One line for each service.
  ///
  /// - Parameter isSettled: whether the containers were seen after Compose had ended. Before that, Compose may still
  ///   replace a service that it has not named, and is ahead of what was seen.
  func progress(_ words: ComposeWords, isSettled: Bool) -> [OperationProgress.Line] {
    services.map { service in
      if isSettled {
        return .init(service.name, phase(of: ServiceState(of: service, containers: containers)))
      }
      let status = words.statuses[service.name]
      guard status.map(isPast) ?? false else {
        return .init(service.name, status.map { .working($0.lowercased()) } ?? .waiting)
      }
      let lasting = containers.filter { !isPredecessor($0, words) }
      let state = ServiceState(of: service, containers: lasting)
      let isAhead = lasting.count < containers.count && !state.isUp && !state.isFailure
      if isAhead || [.stopped, .created].contains(state) {
        return .init(service.name, .working("starting"))
      }
      return .init(service.name, phase(of: state))
    }
  }

  /// Whether the container is seen as it was before Compose changed it. Compose ends it, with a signal if need be, to
  /// replace or restart it, and that is no failure.
  func isPredecessor(_ container: ContainerStatus, _ words: ComposeWords) -> Bool {
    isFromBefore(container) && words.changes(container)
  }

  private func phase(of state: ServiceState) -> OperationProgress.Phase {
    switch state {
    case .unhealthy, .restarting, .paused, .exited, .notStarted: .failed("\(state)")
    default: state.isUp ? .done("\(state)") : .working("\(state)")
    }
  }

  /// Whether Compose is done with the container, so that the container's own state counts.
  private func isPast(_ status: String) -> Bool {
    ["Started", "Running", "Waiting", "Healthy", "Exited"].contains(status)
  }
}
