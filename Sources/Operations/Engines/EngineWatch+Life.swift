import Environments

extension EngineWatch {
  /// A light call on a clock: a stream of events says nothing when its engine is stopped.
  func keepProvingLife() async {
    var wasAlive = true
    while !Task.isCancelled {
      try? await Task.sleep(for: pace.turn)
      let at = secondsNow()
      let began = ContinuousClock.now
      let answer = await docker.identity(of: endpoint)
      if Task.isCancelled { return }
      let took = (ContinuousClock.now - began).milliseconds
      switch answer {
      case .success(let engine):
        requests.note { $0.add(PendingLook.Life(at: at, tookMilliseconds: took)) }
        // It may have lost a connection that we still believe in, or answer in another's place behind a proxy that keeps it.
        if !wasAlive || requests.isReplaced(by: engine.id) { lookAgain() }
        wasAlive = true
      case .failure(let fault):
        requests.note { $0.add(fault: fault.state) }
        wasAlive = false
      }
    }
  }
}
