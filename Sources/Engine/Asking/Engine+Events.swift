import Environments

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
