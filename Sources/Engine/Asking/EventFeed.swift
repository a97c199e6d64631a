import Environments
import Synchronization

/// The event stream of an engine, shared by all listeners: the first listener opens it, and it ends with the last.
///
/// No task that listens is resumed or cancelled while the state is locked: cancelling a listener holds the lock of its
/// task and calls `leave`, and resuming it takes the lock of its task.
final class EventFeed: Sendable {
  /// Follows the engine's events, passes each to `tell`, and returns the reason why the stream ended.
  typealias Source = @Sendable (_ tell: @escaping @Sendable (EngineEvent) -> Void) async -> String

  private struct State {
    var listeners: [Int: AsyncStream<EngineEvent>.Continuation] = [:]
    var lastNumber = 0
    var stream: Task<Void, Never>?
    /// Distinguishes a stream from its predecessor, whose last events may arrive late.
    var generation = 0
    var isAttached = false
  }

  private let state = Mutex(State())

  /// - Parameter source: opens the stream for the first listener.
  func listen(_ source: @escaping Source) -> AsyncStream<EngineEvent> {
    // An event only triggers a refresh, so a slow listener can lose the oldest ones without harm.
    let (events, listener) = AsyncStream.makeStream(
      of: EngineEvent.self, bufferingPolicy: .bufferingNewest(1024))
    let number = state.withLock { state in
      state.lastNumber += 1
      state.listeners[state.lastNumber] = listener
      // Nobody waits for it yet.
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
    // Not structured: it ends with the last listener.
    state.stream = Task {
      let reason = await source { self.tell($0, generation) }
      self.end(generation, reason)
    }
  }

  private func tell(_ event: EngineEvent, _ generation: Int) {
    let listeners: [AsyncStream<EngineEvent>.Continuation] = state.withLock { state in
      guard state.generation == generation, state.stream != nil else { return [] }
      if event == .attached { state.isAttached = true }
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.yield(event) }
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
    let stream: Task<Void, Never>? = state.withLock { state in
      state.listeners[number] = nil
      guard state.listeners.isEmpty else { return nil }
      defer { state.stream = nil }
      state.isAttached = false
      return state.stream
    }
    stream?.cancel()
  }
}

extension Engine {
  /// The limit of one event; real events are much shorter.
  private static let eventBytesMax = 1 << 20

  /// The events of Compose containers and of images, until the last listener leaves or the engine is lost. Concurrent
  /// listeners share one stream.
  ///
  /// An open stream does not prove that the engine is alive: a stopped engine keeps it open. Call `ping` as a
  /// heartbeat.
  ///
  /// - Parameter since: nanoseconds since 1970 by the engine's clock. The stream begins with the events since then that
  ///   the engine still has; a stream that is already open is not replayed. `nil` begins now.
  package func events(since: Int? = nil) -> AsyncStream<EngineEvent> {
    feed.listen { await self.follow(since: since, $0) }
  }

  /// Follows the stream to its end and returns the reason why it ended.
  private func follow(
    since: Int?, _ tell: @escaping @Sendable (EngineEvent) -> Void
  ) async -> String {
    var query = [Self.wantedEvents]
    if let since { query.append(("since", engineTime(since))) }
    let events = target("/events", query)
    let result = await session(isStream: true) {
      session throws(Interruption) in
      let head = try await session.open(events)
      guard head.status == 200 else {
        throw .engine(
          .noEngine(at: endpoint, "it answers HTTP \(head.status) when asked for events"))
      }
      tell(.attached)
      var lines = Lines(bytesMax: Self.eventBytesMax)
      while let piece = try await session.next() {
        for line in lines.feed(piece) {
          if let event = ReportedEvent.event(in: line) { tell(event) }
        }
      }
    }
    switch result {
    case .success: return "The engine ended the stream of events."
    case .failure(let fault): return fault.state.reason(on: endpoint)
    }
  }

  /// Asks only for events that change the state of a container or the images, since each health probe causes three exec
  /// events. The filter cannot name Compose's label, because images do not have it.
  private static let wantedEvents = filter([
    "type": ["container", "image"],
    "event": [
      "create", "start", "die", "oom", "stop", "kill", "pause", "unpause", "destroy", "rename",
      "health_status", "delete", "import", "load", "pull", "tag", "untag",
    ],
  ])
}
