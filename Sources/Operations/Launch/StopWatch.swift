import Environments
import Processes

/// A stop under way. Pure.
struct StopWatch: Sendable {
  enum Conclusion: Hashable, Sendable {
    case ended(CommandResult)
    case engineLost(EngineState)
  }

  /// What is to go.
  let services: [String]
  private(set) var words: ComposeWords
  private(set) var conclusion: Conclusion?
  private var failedObservations = 0

  init(plan: Plan, project: String) {
    services = plan.steps.filter { $0.action == .stop || $0.action == .remove }.map(\.subject)
    words = ComposeWords(project: project)
  }

  var lines: [OperationProgress.Line] {
    services.map { .init($0, phase(of: words.statuses[$0])) }
  }

  /// Takes a signal, and gives back when to look again although nothing may have happened; see `LaunchWatch`.
  mutating func take(_ signal: LaunchSignal, at moment: Duration) -> Duration? {
    switch signal {
    case .composeSaid(let line): words.heard(line)
    case .composeEnded(let result):
      if result.ending != .cancelled { conclusion = .ended(result) }
    case .observed(.failure(let fault), _):
      failedObservations += 1
      if failedObservations >= LaunchWatch.failedObservationsMax {
        conclusion = .engineLost(fault.state)
      }
      return moment + LaunchWatch.failedObservationPause
    case .observed(.success, _): failedObservations = 0
    }
    return nil
  }

  private func phase(of status: String?) -> OperationProgress.Phase {
    switch status {
    case nil: .waiting
    case "Removed": .done("removed")
    case let status?: .working(status.lowercased())
    }
  }
}
