import Environments

extension EngineWatch {
  /// A light call on a clock: a stream of events says nothing when its engine is stopped.
  func keepProvingLife() async {
    var wasAlive = true
    var connections: Int?
    while !Task.isCancelled {
      try? await Task.sleep(for: pace.heartbeat)
      let at = secondsNow()
      let began = ContinuousClock.now
      // What is open stays with an engine that has lost its address to another one.
      engine.renewIfNear()
      let answer = await engine.ping()
      let took = (ContinuousClock.now - began).milliseconds
      if Task.isCancelled { return }
      switch answer {
      case .success(let count):
        requests.note { $0.add(PendingRefresh.Life(at: at, tookMilliseconds: took)) }
        // A stream may have lost a connection that we still believe in, and behind a new one there may be another engine.
        if !wasAlive { refresh() } else if connections != count { await lookAgainWhenReplaced() }
        connections = count
        wasAlive = true
      case .failure(let fault):
        requests.note { $0.add(fault: fault.state) }
        wasAlive = false
      }
    }
  }

  private func lookAgainWhenReplaced() async {
    guard case .success(let identity) = await engine.identity() else { return }
    if requests.isReplaced(by: identity.id) { refresh() }
  }
}
