import Environments
import Synchronization

/// The one stream of events of an engine, for all who listen: it opens with the first of them and ends with the last.
final class EventFeed: Sendable {
  /// Listens to the engine, tells of each event, and gives back why it ended.
  typealias Source = @Sendable (_ tell: @escaping @Sendable (EngineEvent) -> Void) async -> String

  private struct State {
    var listeners: [Int: AsyncStream<EngineEvent>.Continuation] = [:]
    var lastNumber = 0
    var stream: Task<Void, Never>?
    /// Tells a stream from the one before it, whose last words may come late.
    var generation = 0
    var isAttached = false
  }

  private let state = Mutex(State())

  /// - Parameter source: opens the stream where nobody listens yet.
  func listen(_ source: @escaping Source) -> AsyncStream<EngineEvent> {
    // Every event is only a reason to look; who falls behind misses nothing by losing the oldest.
    let (events, listener) = AsyncStream.makeStream(
      of: EngineEvent.self, bufferingPolicy: .bufferingNewest(1024))
    let number = state.withLock { state in
      state.lastNumber += 1
      state.listeners[state.lastNumber] = listener
      if state.isAttached { listener.yield(.attached) }
      if state.stream == nil { open(&state, source) }
      return state.lastNumber
    }
    listener.onTermination = { _ in self.leave(number) }
    return events
  }

  private func open(_ state: inout State, _ source: @escaping Source) {
    state.generation += 1
    let generation = state.generation
    // Not structured: it ends with the last who listens.
    state.stream = Task {
      let reason = await source { self.tell($0, generation) }
      self.end(generation, reason)
    }
  }

  private func tell(_ event: EngineEvent, _ generation: Int) {
    state.withLock { state in
      guard state.generation == generation, state.stream != nil else { return }
      if event == .attached { state.isAttached = true }
      for listener in state.listeners.values { listener.yield(event) }
    }
  }

  private func end(_ generation: Int, _ reason: String) {
    let listeners: [AsyncStream<EngineEvent>.Continuation] = state.withLock { state in
      guard state.generation == generation, state.stream != nil else { return [] }
      defer { state = State(lastNumber: state.lastNumber, generation: generation) }
      return Array(state.listeners.values)
    }
    for listener in listeners {
      listener.yield(.lost(reason: reason))
      listener.finish()
    }
  }

  private func leave(_ number: Int) {
    state.withLock { state in
      state.listeners[number] = nil
      guard state.listeners.isEmpty else { return }
      state.stream?.cancel()
      state.stream = nil
      state.isAttached = false
    }
  }
}
