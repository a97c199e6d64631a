/// Containers of a project that no declaration names: of a service that was renamed or removed, or of `compose run`.
package struct Orphan: Hashable, Sendable {
  /// The service's name; the container's own for one of `compose run`.
  package var name: String
  package var containers: [ContainerStatus]
  /// When the containers were seen, in seconds since 1970.
  private var seenAt: Int?
  /// Whether it is known that no declaration names them; `false` where the files cannot be read.
  package var isCertain: Bool

  package init(
    name: String, containers: [ContainerStatus], seenAt: Int? = nil, isCertain: Bool = true
  ) {
    self.name = name
    self.containers = containers
    self.seenAt = seenAt
    self.isCertain = isCertain
  }

  /// Its state in a list beside the services.
  package var stateWords: String { "\(state)" + (isCertain ? ", orphan" : "") }

  /// Judged as a service of which only the name is known.
  package var state: ServiceState {
    let alive = containers.count { $0.state != .removing }
    return ServiceState(
      of: Service(name: name, replicas: alive), containers: containers, at: seenAt)
  }

  package var isAlive: Bool {
    containers.contains { [.running, .paused, .restarting].contains($0.state) }
  }

  /// Such as `orphan dbg is running (dev-dbg-1) on volume dev_data`.
  package var words: String {
    let names = containers.map(\.name).joined(separator: ", ")
    let volumes = Set(containers.flatMap(\.volumes)).sorted()
    let place =
      volumes.isEmpty
      ? "" : " on volume\(volumes.count == 1 ? "" : "s") \(volumes.joined(separator: ", "))"
    return "\(isCertain ? "orphan " : "")\(name) is \(state) (\(names))\(place)"
  }
}

extension Environment {
  /// The containers that none of the environment's services declares, by name. Where the files cannot be read, nothing
  /// is known of what they declare, and every container counts.
  package func orphans(in containers: [ContainerStatus], seenAt: Int? = nil) -> [Orphan] {
    let declared = Set(services.map(\.name))
    let undeclared = containers.filter { !declared.contains($0.service) && $0.state != .removing }
    return Dictionary(grouping: undeclared, by: \.service).sorted { $0.key < $1.key }
      .map {
        Orphan(
          name: $0.key, containers: $0.value, seenAt: seenAt, isCertain: brokenFiles == nil)
      }
  }

  /// Why it is not known what the environment declares; `nil` when its Compose files can be read.
  package var brokenFiles: String? {
    switch composeState {
    case .failed(let words), .partial(let words): words
    case .asWritten, .resolved, .unasked: nil
    }
  }
}
