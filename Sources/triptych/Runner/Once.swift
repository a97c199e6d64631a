import Synchronization

/// A value that is computed on first use. Callers that ask meanwhile wait for the same value.
final class Once<Value: Sendable>: Sendable {
  private let make: @Sendable () async -> Value
  private let making = Mutex<Task<Value, Never>?>(nil)

  init(_ make: @escaping @Sendable () async -> Value) { self.make = make }

  var value: Value { get async { await task.value } }

  /// The task is not structured: it belongs to all callers, and the first caller may be cancelled.
  private var task: Task<Value, Never> {
    making.withLock { making in
      let task = making ?? Task { [make] in await make() }
      making = task
      return task
    }
  }
}
