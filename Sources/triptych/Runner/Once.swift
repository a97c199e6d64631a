import Synchronization

/// A value that is made when it is first asked for. Whoever asks meanwhile waits for the same.
final class Once<Value: Sendable>: Sendable {
  private let make: @Sendable () async -> Value
  private let making = Mutex<Task<Value, Never>?>(nil)

  init(_ make: @escaping @Sendable () async -> Value) { self.make = make }

  var value: Value { get async { await task.value } }

  /// Not structured: it belongs to all who ask, and who asked first may give up.
  private var task: Task<Value, Never> {
    making.withLock { making in
      let task = making ?? Task { [make] in await make() }
      making = task
      return task
    }
  }
}
