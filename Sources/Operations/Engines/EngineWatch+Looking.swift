import Environments

extension EngineWatch {
  /// One look at a time, for all the reasons that have come up since the last one.
  func keepLooking(
    _ states: KnownStates, _ report: @Sendable (EngineNews) -> Void
  ) async {
    var known = states
    let clock = ContinuousClock()
    var budget = LookBudget(period: pace.lookPeriod, now: clock.now)
    for await _ in requests.pokes {
      let wait = budget.take(at: clock.now)
      if wait > .zero { try? await Task.sleep(for: wait) }
      await look(requests.take(), &known, report)
    }
  }

  func look(
    _ pending: PendingLook, _ known: inout KnownStates, _ report: @Sendable (EngineNews) -> Void
  ) async {
    let statuses = await statuses(for: pending, &known)
    if !Task.isCancelled, !statuses.isEmpty { report(.statuses(statuses)) }
  }

  private func statuses(
    for pending: PendingLook, _ known: inout KnownStates
  ) async -> [EnvironmentStatus] {
    let environments = environments()
    guard !pending.isEmpty, !environments.isEmpty else { return [] }
    if let fault = pending.fault { return known.lost(fault, environments) }
    let at = secondsNow()
    let began = ContinuousClock.now
    var life: PendingLook.Life {
      PendingLook.Life(at: at, tookMilliseconds: (ContinuousClock.now - began).milliseconds)
    }
    if pending.isWhole || !known.isComplete(for: environments) {
      let projects = Set(environments.map(\.target.project))
      switch await docker.containers(of: projects, on: endpoint) {
      case .success(let all): return known.saw(all: all, of: environments, life)
      case .failure(let fault): return known.lost(fault.state, environments)
      }
    }
    var statuses = pending.life.map { known.lives($0, environments) } ?? []
    guard !pending.containers.isEmpty else { return statuses }
    // Asking for those alone is one call in place of two, and the second one is the dear one.
    switch await docker.containers(pending.containers.sorted(), on: endpoint) {
    case .success(let found):
      statuses += known.saw(found, asked: pending.containers, of: environments, life)
    case .failure(let fault): statuses = known.lost(fault.state, environments)
    }
    return statuses
  }
}
