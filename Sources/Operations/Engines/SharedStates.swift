import Environments
import Synchronization

/// The known states of one engine, shared by the tasks that refresh and the task that listens.
final class SharedStates: Sendable {
  private struct State {
    var known: KnownStates
    var budget: RefreshLimiter
  }

  private let state: Mutex<State>

  init(heartbeat: Duration, period: Duration) {
    let known = KnownStates([], heartbeatSeconds: Int(heartbeat.components.seconds))
    state = Mutex(State(known: known, budget: RefreshLimiter(period: period, now: .now)))
  }

  func begin(with previous: [EnvironmentStatus]) {
    state.withLock {
      $0.known = KnownStates(previous, heartbeatSeconds: $0.known.heartbeatSeconds)
    }
  }

  /// `nil` unless all states are known from an engine that answered.
  func statuses(of environments: [Environment], provenAt now: Int) -> [EnvironmentStatus]? {
    state.withLock { state in
      guard state.known.isComplete(for: environments) else { return nil }
      return environments.compactMap { environment in
        var status = state.known.statuses[environment.name]
        status?.observedAt = now
        return status
      }
    }
  }

  func isComplete(for environments: [Environment]) -> Bool {
    state.withLock { $0.known.isComplete(for: environments) }
  }

  /// Applies a refresh and reports the changes in their order. `report` must not wait.
  func update(
    _ report: (EngineNews) -> Void, _ change: (inout KnownStates) -> [EnvironmentStatus]
  ) {
    state.withLock {
      let statuses = change(&$0.known)
      if !statuses.isEmpty { report(.statuses(statuses)) }
    }
  }

  /// Applies an event. In a burst not every event is reported, because the refresh that follows reports the final state.
  func hear(
    _ report: (EngineNews) -> Void, _ change: (inout KnownStates) -> [EnvironmentStatus]
  ) {
    state.withLock {
      let statuses = change(&$0.known)
      guard !statuses.isEmpty, $0.budget.takeNow(at: .now) else { return }
      report(.statuses(statuses))
    }
  }
}
