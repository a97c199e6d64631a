import Environments

/// What runs of one environment, aligned with the catalog's services.
struct Standing: Hashable, Sendable {
  var engine: EngineState
  /// Seconds since 1970 when the engine last answered.
  var observedAt: Int?
  /// Null where nothing is known or the service is not declared.
  var states: [ServiceState?]
  /// When the oldest container of each service started; null when none runs.
  var startedAt: [Int?]
  /// Such as `running 3/3`; empty as long as nothing is known.
  var summary: String

  init(_ status: EnvironmentStatus?, environment: Environment, index: Int, rows: [ServiceRow]) {
    engine = status?.engine ?? .notAskedYet
    observedAt = status?.observedAt
    let isKnown = status?.observedAt != nil || status?.engine == .answering
    guard let status, isKnown else {
      states = Array(repeating: nil, count: rows.count)
      startedAt = states.map { _ in nil }
      summary = ""
      return
    }
    let containers = Dictionary(grouping: status.containers, by: \.service)
    states = rows.map { row in
      row.services[index].map { ServiceState(of: $0, containers: containers[$0.name] ?? []) }
    }
    startedAt = rows.map { row in
      (containers[row.name] ?? []).filter { $0.state == .running }.compactMap(\.startedAt).min()
    }
    // What was last known is summed up as of then; the age is told beside it.
    var known = status
    known.engine = .answering
    summary = StackSummary(of: environment, status: known, now: status.observedAt ?? 0).text
  }

  /// What is shown is older than the engine's silence.
  var isStale: Bool { engine != .answering && observedAt != nil }
}
