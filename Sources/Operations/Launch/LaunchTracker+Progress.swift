import Environments
import Threads

/// The last progress that Compose reported for each service.
struct ComposeWords: Hashable {
  private let project: String
  private(set) var statuses: [String: String] = [:]
  /// The last line of any kind.
  private(set) var last = ""

  init(project: String) { self.project = project }

  mutating func heard(_ line: String) {
    last = String(line.drop { $0 == " " })
    guard let line = ComposeLine.parse(line), line.kind == .container,
      let service = service(of: line.name)
    else { return }
    statuses[service] = line.state
  }

  /// Compose names containers project-service-number; during a replacement, an identifier precedes that.
  private func service(of container: String) -> String? {
    guard let start = container.firstRange(of: "\(project)-")?.upperBound,
      let dash = container[start...].lastIndex(of: "-")
    else { return nil }
    return String(container[start..<dash])
  }
}

extension LaunchTracker {
  /// One line for each service.
  ///
  /// - Parameter isComposeDone: before that, Compose may still replace a service that it has not named.
  func progress(_ words: ComposeWords, isComposeDone: Bool) -> [OperationProgress.Line] {
    services.map { service in
      let state = ServiceState(of: service, containers: containers)
      let status = words.statuses[service.name]
      guard isComposeDone || status.map(isPast) ?? false else {
        return .init(service.name, status.map { .working($0.lowercased()) } ?? .waiting)
      }
      // A container from before the launch, which Compose replaces, is killed as it has to be.
      if !isComposeDone, state.isFailure, isFromBefore(service) {
        return .init(service.name, .working("recreating"))
      }
      // Compose is ahead of the last observation.
      if !isComposeDone, [.stopped, .created].contains(state) {
        return .init(service.name, .working("starting"))
      }
      return .init(service.name, phase(of: service, state))
    }
  }

  private func phase(of service: Service, _ state: ServiceState) -> OperationProgress.Phase {
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
