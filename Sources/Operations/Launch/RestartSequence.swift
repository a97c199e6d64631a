import Environments

/// A restart under way, a service at a time. Pure.
struct RestartSequence: Sendable {
  /// In the order in which they have their turn.
  let services: [Service]
  private var done: [OperationProgress.Line] = []
  /// The last turn, as far as it came; `nil` before the first.
  private(set) var last: LaunchWatch?

  init(_ plan: Plan, _ environment: Environment) {
    let names = plan.steps.filter { $0.action == .restart }.map(\.subject)
    services = environment.servicesInStartOrder.filter { names.contains($0.name) }
  }

  /// Whose turn it is; `nil` when all had theirs.
  var next: Service? { done.count < services.count ? services[done.count] : nil }

  /// Up when every service is; otherwise how the last turn ended, `nil` when it was cancelled.
  var conclusion: LaunchWatch.Conclusion? {
    let isCutShort = next != nil && last?.conclusion == .up
    return isCutShort ? nil : last?.conclusion
  }

  mutating func took(_ turn: LaunchWatch) {
    last = turn
    if turn.conclusion == .up { done += turn.lines }
  }

  /// One line a service, with the turn that is under way.
  func lines(_ turn: LaunchWatch) -> [OperationProgress.Line] {
    let waiting = services.dropFirst(done.count + 1).map {
      OperationProgress.Line($0.name, .waiting)
    }
    return done + turn.lines + waiting
  }
}
