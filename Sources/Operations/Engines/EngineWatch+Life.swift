import Environments

extension EngineWatch {
  /// A light call on a clock: a stream of events says nothing when its engine is stopped.
  func keepProvingLife() async {
    var wasAlive = true
    while !Task.isCancelled {
      try? await Task.sleep(for: pace.turn)
      let at = secondsNow()
      let began = ContinuousClock.now
      let state = await docker.version(of: endpoint).state
      if Task.isCancelled { return }
      let took = (ContinuousClock.now - began).milliseconds
      if state == .answering {
        requests.note { $0.add(PendingLook.Life(at: at, tookMilliseconds: took)) }
        // It may have lost a connection that we still believe in.
        if !wasAlive { lookAgain() }
      } else {
        requests.note { $0.add(fault: state) }
      }
      wasAlive = state == .answering
    }
  }
}
