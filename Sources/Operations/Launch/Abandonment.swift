import Synchronization

/// Ends the last observations of an act that was cancelled, for an operator who does not wait for a silent engine.
package final class Abandonment: Sendable {
  private struct State {
    var isAbandoned = false
    var cancellations: [Int: @Sendable () -> Void] = [:]
    var lastNumber = 0
  }

  /// An engine that answers does so within this time; only a silent one is given up.
  private static let grace = Duration.seconds(1)

  private let state = Mutex(State())

  package init() {}

  /// Cancels all shielded work, present and future, that does not end within the grace period.
  package func abandon() {
    let cancellations = state.withLock { state in
      state.isAbandoned = true
      return Array(state.cancellations.values)
    }
    for cancel in cancellations { cancel() }
  }

  /// Runs work that goes on when the calling task is cancelled; only `abandon` cancels it.
  func shield<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value {
    // Not structured: a cancelled task can neither ask an engine nor run a program.
    let task = Task { await work() }
    let number = register {
      // Not structured: the operator's second cancel does not wait for the grace period.
      Task {
        try? await Task.sleep(for: Self.grace)
        task.cancel()
      }
    }
    defer { state.withLock { $0.cancellations[number] = nil } }
    return await task.value
  }

  private func register(_ cancel: @escaping @Sendable () -> Void) -> Int {
    let (number, isAbandoned) = state.withLock { state in
      state.lastNumber += 1
      state.cancellations[state.lastNumber] = cancel
      return (state.lastNumber, state.isAbandoned)
    }
    if isAbandoned { cancel() }
    return number
  }
}
