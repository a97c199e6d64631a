import Engine
import Environments

extension EngineWatch {
  /// The result of listening to one stream of events.
  private struct Heard: Sendable {
    var events = 0
    /// The time of the last event, by the engine's clock.
    var lastNanoseconds: Int?
  }

  /// Follows the engine's events until cancelled. When the stream breaks, it asks for the events since the last one, after
  /// a pause that grows with each failure.
  func keepListening(
    _ report: @escaping @Sendable (EngineNews) -> Void
  ) async {
    var backoff = Backoff(pauseMin: pace.pause, pauseMax: pace.pauseMax)
    var last: Int?
    var isFirst = true
    while !Task.isCancelled {
      if case .success(let identity) = await engine.identity() {
        if requests.meet(identity.id) {
          // Another engine has a clock and events of its own.
          last = nil
          report(.replaced)
        }
        if !isFirst { report(.returned) }
        let began = ContinuousClock.now
        let heard = await listen(since: last ?? identity.timeNanoseconds) {
          take($0, report)
        }
        last = heard.lastNanoseconds ?? last
        backoff.heard(events: heard.events, during: ContinuousClock.now - began)
      }
      isFirst = false
      // A refresh finds out why the stream broke.
      requests.note { $0.addAll() }
      try? await Task.sleep(for: backoff.next())
    }
  }

  /// Listens until the stream breaks or is to be restarted.
  private func listen(
    since: Int, _ take: @escaping @Sendable (EngineEvent) -> Void
  ) async -> Heard {
    let restarts = requests.restarts()
    return await withTaskGroup(of: Heard?.self) { group in
      group.addTask { await hear(since: since, take) }
      group.addTask {
        for await _ in restarts {}
        return nil
      }
      var heard = Heard()
      while let ended = await group.next() {
        group.cancelAll()
        heard = ended ?? heard
      }
      requests.stopListening()
      return heard
    }
  }

  private func hear(since: Int, _ take: (EngineEvent) -> Void) async -> Heard {
    var heard = Heard()
    for await event in engine.events(since: since) {
      if let time = event.timeNanoseconds {
        heard.events += 1
        heard.lastNanoseconds = max(heard.lastNanoseconds ?? 0, time)
      }
      take(event)
    }
    return heard
  }

  private func take(
    _ event: EngineEvent, _ report: (EngineNews) -> Void
  ) {
    requests.hear(event)
    switch event {
    case .container(let change):
      let environments = environments()
      guard environments.contains(where: { $0.target.project == change.project }) else { return }
      requests.note { $0.add(container: change.containerID) }
      states.hear(report) { $0.heard(change, of: environments, at: secondsNow()) }
    case .attached, .image, .lost: requests.note { $0.addAll() }
    }
  }
}

/// The pause before the next attempt: doubles with each failure, and is short again after a success.
struct Backoff: Hashable, Sendable {
  let pauseMin: Duration
  let pauseMax: Duration
  private var pause: Duration

  init(pauseMin: Duration, pauseMax: Duration) {
    self.pauseMin = pauseMin
    self.pauseMax = pauseMax
    pause = pauseMin
  }

  /// The pause before the attempt that follows.
  mutating func next() -> Duration {
    defer { pause = min(pause * 2, pauseMax) }
    return pause
  }

  /// A stream that brought an event, or lasted for a minute, counts as a success.
  mutating func heard(events: Int, during life: Duration) {
    if events > 0 || life >= .seconds(60) { pause = pauseMin }
  }
}
