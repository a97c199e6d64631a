import Engine
import Environments

/// Follows one engine with tasks of its own: an event causes a refresh, a heartbeat notices an engine that has gone silent,
/// and a stream of events that broke is resumed where it ended.
package struct EngineWatch: Sendable {
  let engine: Engine
  let pace: EnginePace
  let requests = RefreshRequests()
  let states: SharedStates
  /// The environments that run on the engine, as they are declared now.
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

  /// Follows the engine until cancelled. A watch runs once.
  ///
  /// - Parameter previous: the states known before; they stay, with their age, when the engine does not answer.
  package func run(
    previous: [EnvironmentStatus] = [], report: @escaping @Sendable (EngineNews) -> Void
  ) async {
    states.begin(with: previous)
    // The first refresh runs alone: on two cores every further program delays the first states.
    var first = PendingRefresh()
    first.addAll()
    await refresh(first, report)
    await withTaskGroup { group in
      group.addTask { await keepRefreshing(report) }
      group.addTask { await keepListening(report) }
      group.addTask { await keepHeartbeat() }
    }
  }

  /// The states of some environments as events have kept them, confirmed by a ping; `nil` when events do not arrive or a
  /// state is not known, so that the caller has to observe the engine.
  package func followed(_ environments: [Environment]) async -> [EnvironmentStatus]? {
    guard requests.isListening, states.isComplete(for: environments),
      case .success = await engine.ping(), requests.isListening
    else { return nil }
    return states.statuses(of: environments, provenAt: secondsNow())
  }

  /// Refreshes all containers and asks for events again, because the stream may have an unnoticed gap.
  package func refresh() {
    requests.note { $0.addAll() }
    requests.restartEvents()
  }
}

/// What a watch reports.
package enum EngineNews: Hashable, Sendable {
  /// The states of those environments whose containers, or whose knowledge of them, changed.
  case statuses([EnvironmentStatus])
  /// The engine answers again after it did not, or after its stream of events broke.
  case returned
  /// Another engine answers at the same address.
  case replaced
}

/// How often a watch asks its engine, and how long it waits before it asks again for events.
package struct EnginePace: Hashable, Sendable {
  /// Between two heartbeats.
  package var heartbeat: Duration
  /// Before events are asked for again; doubles with each failure up to `pauseMax`.
  package var pause: Duration = .seconds(1)
  package var pauseMax: Duration = .seconds(15)
  /// The shortest period between refreshes, after the first few.
  package var refreshPeriod: Duration = .milliseconds(50)

  package init(heartbeat: Duration) { self.heartbeat = heartbeat }

  /// A remote engine gets fewer heartbeats, because each may cost a connection.
  package init(for endpoint: Endpoint) {
    self.init(heartbeat: endpoint.isLocal ? .seconds(15) : .seconds(60))
  }
}

extension EngineWatch {
  /// Pings the engine in regular intervals, because a stream of events does not show that its engine was stopped.
  func keepHeartbeat() async {
    var wasAlive = true
    var connections: Int?
    while !Task.isCancelled {
      try? await Task.sleep(for: pace.heartbeat)
      let at = secondsNow()
      let began = ContinuousClock.now
      // An open connection stays with its engine even when another engine has taken over the address.
      engine.renewIfNear()
      let answer = await engine.ping()
      let took = (ContinuousClock.now - began).milliseconds
      if Task.isCancelled { return }
      switch answer {
      case .success(let count):
        requests.note { $0.add(PendingRefresh.Heartbeat(at: at, tookMilliseconds: took)) }
        // The stream may have lost its connection unnoticed, and a new connection may lead to another engine.
        if !wasAlive { refresh() } else if connections != count { await refreshWhenReplaced() }
        connections = count
        wasAlive = true
      case .failure(let fault):
        requests.note { $0.add(fault: fault.state) }
        wasAlive = false
      }
    }
  }

  private func refreshWhenReplaced() async {
    guard case .success(let identity) = await engine.identity() else { return }
    if requests.isReplaced(by: identity.id) { refresh() }
  }
}
