/// The state in which an uncompleted operation left one service.
package struct ServiceOutcome: Hashable, Sendable {
  package enum Mark: String, Hashable, Sendable {
    /// The service has no container and had none before, or has the same one, which does not run.
    case notTouched = "not touched"
    /// The same containers run as before.
    case fromBefore = "from before"
    case created
    /// The service runs and is not up yet.
    case started
    case up
    case failed
    case removed
  }

  package var service: String
  /// Such as `healthy` or `starting 1 of 3`.
  package var state: String
  package var mark: Mark

  package init(of service: Service, before: [ContainerStatus], now: [ContainerStatus]) {
    let old = before.filter { $0.service == service.name }
    let new = now.filter { $0.service == service.name }
    let state = ServiceState(of: service, containers: now)
    self.service = service.name
    self.state = "\(state)"
    mark = Self.mark(state, old, new)
  }

  private static func mark(
    _ state: ServiceState, _ old: [ContainerStatus], _ new: [ContainerStatus]
  ) -> Mark {
    if new.isEmpty { return old.isEmpty ? .notTouched : .removed }
    if Set(old.map(Run.init)) == Set(new.map(Run.init)) {
      return new.contains(where: \.state.isAlive) ? .fromBefore : .notTouched
    }
    if state == .created { return .created }
    if state.isUp { return .up }
    return state.isFailure ? .failed : .started
  }

  /// One run of a container: it ends when the container is stopped, restarted or replaced.
  private struct Run: Hashable {
    var id: String
    var state: ContainerStatus.State
    var startedAt: Int?

    init(_ container: ContainerStatus) {
      id = container.id
      state = container.state
      startedAt = container.startedAt
    }
  }
}

extension ServiceOutcome: CustomStringConvertible {
  /// Such as `api: healthy, from before` or `db: started, starting`.
  package var description: String {
    switch mark {
    case .notTouched where state == "\(ServiceState.stopped)": "\(service): not touched"
    case .removed: "\(service): removed"
    case .notTouched, .fromBefore: "\(service): \(state), \(mark.rawValue)"
    case .started: "\(service): started, \(state)"
    case .created, .up, .failed: "\(service): \(state)"
    }
  }
}

extension ServiceOutcome {
  var jsonValue: JSONValue {
    .object([
      "service": .string(service), "state": .string(state), "stands": .string(mark.rawValue),
    ])
  }
}
