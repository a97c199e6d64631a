import Environments

extension EngineWatch {
  /// Refreshes until cancelled, one refresh at a time, each for all the reasons that arose during the one before.
  func keepRefreshing(
    _ report: @Sendable (EngineNews) -> Void
  ) async {
    let clock = ContinuousClock()
    var budget = RefreshLimiter(period: pace.refreshPeriod, now: clock.now)
    for await _ in requests.pokes {
      let wait = budget.take(at: clock.now)
      if wait > .zero { try? await Task.sleep(for: wait) }
      await refresh(requests.take(), report)
    }
  }

  func refresh(
    _ pending: PendingRefresh, _ report: @Sendable (EngineNews) -> Void
  ) async {
    let environments = environments()
    guard !pending.isEmpty, !environments.isEmpty else { return }
    let found = await find(pending, environments, states.isComplete(for: environments))
    if Task.isCancelled { return }
    states.update(report) { known in
      // Events that arrived during the refresh are newer than its result.
      take(found, pending, environments, into: &known, heard: requests.heard)
    }
  }

  /// The result of a refresh.
  private enum Found {
    case nothing
    case all([String: [ContainerStatus]], PendingRefresh.Heartbeat)
    /// Only the containers that were asked for.
    case some([String: [ContainerStatus]], PendingRefresh.Heartbeat)
    case fault(EngineState)
  }

  private func find(
    _ pending: PendingRefresh, _ environments: [Environment], _ isComplete: Bool
  ) async -> Found {
    if let fault = pending.fault { return .fault(fault) }
    let at = secondsNow()
    _ = engine.takeSlowest()
    let isWhole = pending.isWhole || !isComplete
    if !isWhole, pending.containers.isEmpty { return .nothing }
    // Asking for some containers takes one call for each of them in place of one for each in the project.
    let answer =
      isWhole
      ? await engine.containers(of: Set(environments.map(\.target.project)))
      : await engine.containers(pending.containers.sorted())
    let heartbeat = PendingRefresh.Heartbeat(
      at: at, tookMilliseconds: engine.takeSlowest().milliseconds)
    switch answer {
    case .success(let all):
      var found = all
      for environment in environments {
        let project = environment.target.project
        found[project] = found[project].map { shown($0, of: environment) }
      }
      return isWhole ? .all(found, heartbeat) : .some(found, heartbeat)
    case .failure(let fault): return .fault(fault.state)
    }
  }

  private func take(
    _ found: Found, _ pending: PendingRefresh, _ environments: [Environment],
    into known: inout KnownStates, heard: Set<String>
  ) -> [EnvironmentStatus] {
    let renewed = pending.heartbeat.map { known.answered($0, environments) } ?? []
    switch found {
    case .nothing: return renewed
    case .fault(let state): return known.lost(state, environments)
    case .all(let all, let heartbeat):
      return known.saw(all: all, of: environments, heartbeat, heard: heard)
    case .some(let some, let heartbeat):
      return renewed
        + known.saw(some, asked: pending.containers, of: environments, heartbeat, heard: heard)
    }
  }
}
