import Environments
import Synchronization

/// What is known of an engine, for the one who looks and the one who listens.
final class SharedStates: Sendable {
  private let states: Mutex<KnownStates>

  init(_ states: KnownStates) { self.states = Mutex(states) }

  func isComplete(for environments: [Environment]) -> Bool {
    states.withLock { $0.isComplete(for: environments) }
  }

  /// Changes what is known and reports what is new, in the order of the changes. `report` must not wait.
  func report(
    _ report: (EngineNews) -> Void, _ change: (inout KnownStates) -> [EnvironmentStatus]
  ) {
    states.withLock {
      let statuses = change(&$0)
      if !statuses.isEmpty { report(.statuses(statuses)) }
    }
  }
}
