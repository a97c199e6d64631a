import Environments

/// What runs of one environment, aligned with the catalog's services.
struct ColumnState: Hashable, Sendable {
  var engine: EngineState
  /// Seconds since 1970 when the engine last answered.
  var observedAt: Int?
  /// How old that may get before it is told: two turns of the question whether it lives.
  var freshSeconds: Int
  /// How long the engine took for its last answer.
  var slowMilliseconds: Int
  /// `nil` where nothing is known or the service is not declared.
  var states: [ServiceState?]
  /// When the oldest container of each service started; `nil` when none runs.
  var startedAt: [Int?]
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

  /// The same, or nothing has been heard for too long although nothing was said to be wrong. Where time stands still,
  /// nothing gets old.
  func isStale(at clock: Clock?) -> Bool {
    guard !isStale, let observedAt, let clock, clock.uptime != nil else { return isStale }
    return clock.now - observedAt > freshSeconds
  }

  /// Its answers come, but so late that what is shown may be another moment's.
  var isSlow: Bool { engine == .answering && slowMilliseconds >= 1000 }
}

extension ColumnState {
  /// The rows of the services that are not as they should be. Of an environment that is stopped as a whole, none.
  var faults: [Int] {
    if states.allSatisfy({ $0?.isUntouched ?? true }) { return [] }
    return states.indices.filter { (states[$0]?.severity ?? 0) > 0 }
  }

  /// The engine was asked and did not answer.
  var isEngineInTrouble: Bool { engine != .answering && engine != .notAskedYet }
}
