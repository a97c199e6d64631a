import Environments

/// The states of one environment's services, in the order of the catalog.
struct ColumnState: Hashable, Sendable {
  var engine: EngineState
  /// The time of the engine's last answer, in seconds since 1970.
  var observedAt: Int?
  /// The age from which the states count as stale: two heartbeats.
  var freshSeconds: Int
  /// The duration of the engine's last answer.
  var slowMilliseconds: Int
  /// The state of each service; `nil` where it is not known or the service is not declared.
  var states: [ServiceState?]
  /// The start time of each service's oldest container; `nil` when none runs.
  var startedAt: [Int?]
  /// The containers that nothing declares, by name, and how each is called.
  var orphans: [OrphanRow] = []
  /// Such as `running 3/3`; empty as long as nothing is known.
  var summary: String

  init(_ status: EnvironmentStatus?, environment: Environment, index: Int, rows: [ServiceRow]) {
    engine = status?.engine ?? .notAskedYet
    observedAt = status?.observedAt
    freshSeconds = 2 * (status?.heartbeatSeconds ?? 0)
    slowMilliseconds = status?.answeredAfterMilliseconds ?? 0
    let isKnown = status?.observedAt != nil || status?.engine == .answering
    guard let status, isKnown else {
      states = Array(repeating: nil, count: rows.count)
      startedAt = states.map { _ in nil }
      summary = ""
      return
    }
    let containers = Dictionary(grouping: status.containers, by: \.service)
    states = rows.map { row in
      row.services[index].map {
        ServiceState(
          of: $0, containers: containers[$0.name] ?? [], at: status.observedAt)
      }
    }
    startedAt = rows.map { row in
      (containers[row.name] ?? []).filter { $0.state == .running }.compactMap(\.startedAt).min()
    }
    orphans = environment.orphans(in: status.containers, seenAt: status.observedAt).map {
      OrphanRow(name: $0.name, state: $0.state, words: $0.stateWords)
    }
    // The last known states are summed up as of their time; the age is shown beside them.
    var known = status
    known.engine = .answering
    summary = StackSummary(of: environment, status: known, now: status.observedAt ?? 0).text
  }

  /// Whether the engine does not answer, so that the states are from before.
  var isStale: Bool { engine != .answering && observedAt != nil }

  /// Whether the states are stale: the engine does not answer, or its last answer is too old. Where time stands
  /// still, states do not age.
  func isStale(at clock: Clock?) -> Bool {
    guard !isStale, let observedAt, let clock, clock.uptime != nil else { return isStale }
    return clock.now - observedAt > freshSeconds
  }

  /// Whether the engine answers so late that the states may be out of date.
  var isSlow: Bool { engine == .answering && slowMilliseconds >= 1000 }
}

/// A service that runs without a declaration, or a container of `compose run`, as one environment's column shows it.
struct OrphanRow: Hashable, Sendable {
  var name: String
  var state: ServiceState
  /// Such as `running, orphan`.
  var words: String
}

extension ColumnState {
  func orphan(named name: String) -> OrphanRow? { orphans.first { $0.name == name } }

  /// The rows of services with a fault; none in an environment that is stopped completely.
  var faults: [Int] {
    if states.allSatisfy({ $0?.isUntouched ?? true }) { return [] }
    return states.indices.filter { (states[$0]?.severity ?? 0) > 0 }
  }

  /// Whether the engine was asked and did not answer.
  var isEngineInTrouble: Bool { engine != .answering && engine != .notAskedYet }
}
