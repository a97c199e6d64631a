import Environments
import Operations

extension Checkout {
  /// The states of the environments of one engine as far as they are known without asking it; `nil` when the engine
  /// has to be asked.
  typealias Followed = @Sendable ([Environment]) async -> [EnvironmentStatus]?

  /// Runs all checks of environments once.
  func health(
    of environments: [Environment], followed: @escaping Followed = { _ in nil },
    each: (_ environment: String, CheckResult, _ startedAt: Int) -> Void = { _, _, _ in }
  ) async -> HealthAnswer {
    let (events, feed) = AsyncStream.makeStream(of: HealthChecker.Event.self)
    async let reports = run(
      environments.map { HealthChecker.Subject($0) }, previous: [], followed: followed, feed: feed)
    var failure: EngineState?
    var seen: [EnvironmentStatus] = []
    for await event in events {
      switch event {
      case .result(let result, let environment, let startedAt):
        each(environment, result, startedAt)
      case .observed(let statuses):
        seen += statuses
        if let lost = statuses.first(where: { $0.engine != .answering }) { failure = lost.engine }
      case .engineIsLate: failure = failure ?? .silent(milliseconds: 0)
      }
    }
    var answer = await HealthAnswer(reports: reports, failure: failure)
    for index in answer.reports.indices {
      let name = answer.reports[index].environment
      guard let environment = environments.first(where: { $0.name == name }),
        let status = seen.last(where: { $0.environment == name })
      else { continue }
      answer.reports[index].orphans =
        environment.orphans(in: status.containers, seenAt: status.observedAt).map(\.words)
    }
    return answer
  }

  /// Runs checks, those of each engine apart from the others: an engine that hangs does not delay the others.
  ///
  /// - Parameters:
  ///   - previous: the last known states, which are kept when an engine does not answer.
  ///   - followed: the states known from events, used instead of an observation.
  ///   - feed: receives every result and observation; finished when all checks have ended.
  func run(
    _ subjects: [HealthChecker.Subject],
    previous: [EnvironmentStatus], followed: @escaping Followed, feed: HealthChecker.Feed
  ) async -> [HealthReport] {
    defer { feed.finish() }
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
              let statuses = await status(of: environments, previous: previous)
              // A cancelled observation shows only that the engine is late.
              feed.yield(Task.isCancelled ? .engineIsLate : .observed(statuses))
              return statuses
            }, feed: feed)
        }
      }
      return await group.reduce(into: [String: HealthReport]()) { all, reports in
        for report in reports { all[report.environment] = report }
      }
    }
    return subjects.compactMap { reports[$0.environment.name] }
  }
}
