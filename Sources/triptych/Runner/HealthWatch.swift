import Environments
import Operations
import Synchronization

/// Repeats the checks of environments and prints changes as soon as they are known. A round ends with its slowest
/// check, at the latest at the deadline of that check.
struct HealthWatch: Sendable {
  let checkout: Checkout
  let environments: [Environment]
  let isJSON: Bool
  let intervalSeconds: Int
  /// The number of rounds; `nil` repeats the checks until the watch is cancelled.
  let rounds: Int?

  /// Returns the last complete round, `nil` when there was none, and whether the watch was cancelled.
  func run() async -> (answer: HealthAnswer?, wasCancelled: Bool) {
    let docker = await checkout.docker
    let engines = Dictionary(grouping: environments) { docker.endpoint(of: $0.target) }
    let watches = engines.map { endpoint, environments in
      EngineWatch(docker.engines[endpoint]) { environments }
    }
    return await withTaskGroup { group in
      // Events report the states of containers, so that the rounds need not ask the engine.
      for watch in watches { group.addTask { await watch.run { _ in } } }
      defer { group.cancelAll() }
      return await runRounds { environments in
        for watch in watches {
          if let statuses = await watch.followed(environments) { return statuses }
        }
        return nil
      }
    }
  }

  private func runRounds(
    _ followed: @escaping Checkout.Followed
  ) async -> (answer: HealthAnswer?, wasCancelled: Bool) {
    let journal = Mutex(HealthJournal(environments))
    let start = ContinuousClock.now
    var last: HealthAnswer?
    var round = 0
    while !Task.isCancelled, round < rounds ?? .max {
      let due = start + .seconds(intervalSeconds * round)
      try? await Task.sleep(until: max(due, ContinuousClock.now), clock: .continuous)
      if Task.isCancelled { break }
      round += 1
      let answer = await checkout.health(of: environments, followed: followed) {
        name, result, at in
        // A cancelled check has no result.
        if Task.isCancelled { return }
        let line = journal.withLock { $0.take(result, of: name, at: at) }
        if let line, !isJSON { StandardStreams.output(line) }
      }
      if Task.isCancelled { break }
      last = answer
      if isJSON { print(answer, round, journal.withLock { $0 }) }
    }
    let summary = journal.withLock { $0.summary(now: PointInTime.now) }
    if !isJSON { StandardStreams.output(summary) }
    return (last, Task.isCancelled)
  }

  private func print(_ answer: HealthAnswer, _ round: Int, _ journal: HealthJournal) {
    let at = answer.reports.first?.startedAt ?? PointInTime.now.seconds
    StandardStreams.output(
      HealthReport.line(of: answer.reports, round: round, at: at) { journal.history($0, $1) })
  }
}
