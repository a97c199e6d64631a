import Environments
import Synchronization

extension Engine {
  /// Longer than any event that the engine reports.
  private static let eventBytesMax = 1 << 20

  /// What happens to the Compose containers and the images, until nobody listens or the engine is lost. All who listen at
  /// the same time share one stream.
  ///
  /// Silence is no proof of life: a stopped engine keeps the stream open. `ping` now and then.
  ///
  /// - Parameter since: nanoseconds since 1970 by the engine's clock; what happened from then on is told first, as far as
  ///   the engine remembers it, unless somebody listens already. By default from now on.
  package func events(since: Int? = nil) -> AsyncStream<EngineEvent> {
    feed.listen { await self.follow(since: since, $0) }
  }

  /// Until the stream ends; why it did.
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

  /// Each health probe makes three exec events; only what changes a container's state or the images is asked for.
  /// Images carry no label of Compose's, so the containers are told apart by us.
  private static let wantedEvents = filter([
    "type": ["container", "image"],
    "event": [
      "create", "start", "die", "oom", "stop", "kill", "pause", "unpause", "destroy", "rename",
      "health_status", "delete", "import", "load", "pull", "tag", "untag",
    ],
  ])
}

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
