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

/// What following an engine brings.
package enum EngineNews: Hashable, Sendable {
  /// Of some of its environments: those that something happened to, or of which something new is known.
  case statuses([EnvironmentStatus])
  /// It answers again after its stream of events broke, or for the first time after it did not.
  case returned
  /// Another engine answers at the same address.
  case replaced
}

/// How often an engine is asked, and how long one waits for it to come back.
package struct EnginePace: Hashable, Sendable {
  /// Between two signs of life.
  package var heartbeat: Duration
  /// Before events are asked for again; doubled each time, up to the longest.
  package var pause: Duration = .seconds(1)
  package var pauseMax: Duration = .seconds(15)
  /// Looks at containers come no faster than this for long.
  package var refreshPeriod: Duration = .milliseconds(50)

  package init(heartbeat: Duration) { self.heartbeat = heartbeat }

  /// As the way there allows: a light call costs a remote engine a connection.
  package init(for endpoint: Endpoint) {
    self.init(heartbeat: endpoint.isLocal ? .seconds(15) : .seconds(60))
  }
}

extension EngineWatch {
  /// A light call on a clock: a stream of events says nothing when its engine is stopped.
  func keepProvingLife() async {
    var wasAlive = true
    var connections: Int?
    while !Task.isCancelled {
      try? await Task.sleep(for: pace.heartbeat)
      let at = secondsNow()
      let began = ContinuousClock.now
      // What is open stays with an engine that has lost its address to another one.
      engine.renewIfNear()
      let answer = await engine.ping()
      let took = (ContinuousClock.now - began).milliseconds
      if Task.isCancelled { return }
      switch answer {
      case .success(let count):
        requests.note { $0.add(PendingRefresh.Life(at: at, tookMilliseconds: took)) }
        // A stream may have lost a connection that we still believe in, and behind a new one there may be another engine.
        if !wasAlive { refresh() } else if connections != count { await lookAgainWhenReplaced() }
        connections = count
        wasAlive = true
      case .failure(let fault):
        requests.note { $0.add(fault: fault.state) }
        wasAlive = false
      }
    }
  }

  private func lookAgainWhenReplaced() async {
    guard case .success(let identity) = await engine.identity() else { return }
    if requests.isReplaced(by: identity.id) { refresh() }
  }
}
