import Synchronization

/// A gate that opens once. Waiting tasks continue when it opens, or after a limit.
final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var waiting: [AsyncStream<Void>.Continuation] = []
  }

  private let state = Mutex(State())

  func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.finish() }
  }

  func wait(atMost limit: Duration) async {
    let (opening, continuation) = AsyncStream.makeStream(of: Void.self)
    let isOpen = state.withLock { state in
      if !state.isOpen { state.waiting.append(continuation) }
      return state.isOpen
    }
    if isOpen { return }
    await withTaskGroup { group in
      group.addTask { for await _ in opening {} }
      group.addTask {
        // The sleep is cancelled when the gate opens first.
        try? await Task.sleep(for: limit)
      }
      await group.next()
      group.cancelAll()
    }
  }
}
