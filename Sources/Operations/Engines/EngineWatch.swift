import Engine
import Environments

/// Follows one engine with tasks of its own: state is fetched when an event says so, a light call on a clock notices an
/// engine that has gone silent, and a stream of events that broke is taken up where it ended.
package struct EngineWatch: Sendable {
  let engine: Engine
  let pace: EnginePace
  let requests = RefreshRequests()
  let states: SharedStates
  /// Those that run there, as they are now.
  let environments: @Sendable () -> [Environment]

  package init(
    _ engine: Engine, pace: EnginePace? = nil,
    environments: @escaping @Sendable () -> [Environment]
  ) {
    self.engine = engine
    self.pace = pace ?? EnginePace(for: engine.endpoint)
    self.environments = environments
    states = SharedStates(heartbeat: self.pace.heartbeat, period: self.pace.refreshPeriod)
  }

  /// Until cancelled. A watch runs once.
  ///
  /// - Parameter previous: what was known before; it stays, with its age, when the engine does not answer.
  package func run(
    previous: [EnvironmentStatus] = [], report: @escaping @Sendable (EngineNews) -> Void
  ) async {
    states.begin(with: previous)
    // Looked at before anything else is started: on two cores every further program delays the first states.
    var first = PendingRefresh()
    first.addAll()
    await refresh(first, report)
    await withTaskGroup { group in
      group.addTask { await keepLooking(report) }
      group.addTask { await keepListening(report) }
      group.addTask { await keepProvingLife() }
    }
  }

  /// The states of some environments as events have told them, with a sign of life of just now; `nil` where they are not
  /// followed, or not known: then somebody has to look.
  package func followed(_ environments: [Environment]) async -> [EnvironmentStatus]? {
    guard requests.isListening, states.isComplete(for: environments),
      case .success = await engine.ping(), requests.isListening
    else { return nil }
    return states.statuses(of: environments, provenAt: secondsNow())
  }

  /// Everything is looked at, and events are asked for anew: what was heard may have a gap that nobody noticed.
  package func refresh() {
    requests.note { $0.addAll() }
    requests.restartEvents()
  }
}
