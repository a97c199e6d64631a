import Environments
import Operations
import Synchronization

extension Checkout {
  /// What is known of environments of one engine without looking; `nil` where somebody has to look.
  typealias Followed = @Sendable ([Environment]) async -> [EnvironmentStatus]?

  /// All checks of environments, once.
  func health(
    of environments: [Environment], followed: @escaping Followed = { _ in nil },
    listener: @escaping HealthChecker.Listener = { _, _, _ in }
  ) async -> HealthAnswer {
    let silent = Mutex(false)
    let reports = await run(
      environments.map { HealthChecker.Subject($0) }, previous: { _ in [] }, followed: followed,
      listener: listener,
      observed: { statuses in
        if statuses.contains(where: { $0.engine != .answering }) { silent.withLock { $0 = true } }
      },
      late: { silent.withLock { $0 = true } })
    return HealthAnswer(reports: reports, lacksEngine: silent.withLock { $0 })
  }

  /// Runs checks, those of each engine apart from the others: one that hangs delays nobody else's.
  ///
  /// - Parameters:
  ///   - previous: what is known of environments, which stays when their engine does not answer.
  ///   - followed: what events have told, in place of a look.
  ///   - observed: is told what a look at an engine saw.
  ///   - late: is told that an engine did not answer before the checks' deadline.
  @discardableResult
  func run(
    _ subjects: [HealthChecker.Subject],
    previous: @escaping @Sendable ([Environment]) -> [EnvironmentStatus],
    followed: @escaping Followed,
    listener: @escaping HealthChecker.Listener,
    observed: @escaping @Sendable ([EnvironmentStatus]) -> Void,
    late: @escaping @Sendable () -> Void = {}
  ) async -> [HealthReport] {
    let docker = await docker
    let checker = HealthChecker(workspace: workspace)
    let engines = Dictionary(grouping: subjects) { docker.endpoint(of: $0.environment.target) }
    let reports = await withTaskGroup(of: [HealthReport].self) { group in
      for subjects in engines.values {
        group.addTask {
          await checker.run(
            subjects,
            observe: {
              let environments = subjects.map(\.environment)
              if let statuses = await followed(environments) { return statuses }
              let statuses = await status(of: environments, previous: previous(environments))
              // What was cut short says nothing of the engine but that it is late.
              if Task.isCancelled { late() } else { observed(statuses) }
              return statuses
            }, listener: listener)
        }
      }
      return await group.reduce(into: [String: HealthReport]()) { all, reports in
        for report in reports { all[report.environment] = report }
      }
    }
    return subjects.compactMap { reports[$0.environment.name] }
  }
}
