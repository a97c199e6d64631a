import Environments

/// Follows one engine with tasks of its own: state is fetched when an event says so, a light call on a clock notices an
/// engine that has gone silent, and a stream of events that broke is taken up where it ended.
package struct EngineWatch: Sendable {
  let docker: Docker
  package let endpoint: Endpoint
  let pace: EnginePace
  let requests = LookRequests()
  /// Those that run there, as they are now.
  let environments: @Sendable () -> [Environment]

  package init(
    _ docker: Docker, endpoint: Endpoint, pace: EnginePace? = nil,
    environments: @escaping @Sendable () -> [Environment]
  ) {
    self.docker = docker
    self.endpoint = endpoint
    self.pace = pace ?? EnginePace(for: endpoint)
    self.environments = environments
  }

  /// Until cancelled. A watch runs once.
  ///
  /// - Parameter previous: what was known before; it stays, with its age, when the engine does not answer.
  package func run(
    previous: [EnvironmentStatus] = [], report: @escaping @Sendable (EngineNews) -> Void
  ) async {
    let states = SharedStates(
      KnownStates(previous, turnSeconds: Int(pace.turn.components.seconds)),
      period: pace.lookPeriod)
    // Looked at before anything else is started: on two cores every further program delays the first states.
    var first = PendingLook()
    first.addAll()
    await look(first, states, report)
    await withTaskGroup { group in
      group.addTask { await keepLooking(states, report) }
      group.addTask { await keepListening(states, report) }
      group.addTask { await keepProvingLife() }
    }
  }

  /// Everything is looked at, and events are asked for anew: what was heard may have a gap that nobody noticed.
  package func lookAgain() {
    requests.note { $0.addAll() }
    requests.restartEvents()
  }
}
