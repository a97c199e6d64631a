import Environments
import Processes

/// A running launch: takes each signal and decides when and how the launch ends. Pure.
struct LaunchWatch: Sendable {
  enum Conclusion: Hashable, Sendable {
    case up
    case failed(service: String, containerID: String, reason: String)
    /// The launch took too long; the service it was waiting for.
    case late(service: String?)
    case composeFailed(CommandResult)
    case engineLost(EngineState)
  }

  /// A single observation may fail by accident; two failures in a row mean that the engine is lost.
  static let failedObservationsMax = 2
  /// Between two failed observations, because an engine that refuses does so at once.
  static let failedObservationPause = Duration.seconds(1)

  let timeout: Duration
  /// The start of the launch itself, on the act's clock.
  let begun: Duration
  var tracker: LaunchTracker
  private(set) var words: ComposeWords
  private(set) var conclusion: Conclusion?
  /// What Compose wrote to standard error; empty before it has ended.
  private(set) var messages = ComposeMessages()
  private let mask: ProgramMask
  private var composeEndedAt: Duration?
  /// Whether the containers were seen after Compose had ended.
  private var isSettled = false
  private var failedObservations = 0

  /// - Parameter services: the services whose states decide; all of the environment when `nil`.
  init(
    environment: Environment, services: [Service]? = nil, before: [ContainerStatus],
    begun: Duration = .zero
  ) {
    self.begun = begun
    mask = environment.programMask
    timeout = .milliseconds(environment.launchTimeoutMilliseconds)
    tracker = LaunchTracker(services: services ?? environment.services, before: before)
    words = ComposeWords(project: environment.target.project)
  }

  var lines: [OperationProgress.Line] {
    tracker.progress(words, isSettled: isSettled)
  }

  /// Takes a signal.
  ///
  /// - Parameter moment: on the act's clock.
  /// - Returns: when to observe again on the same clock, even without an event; `nil` when only an event can change
  ///   anything.
  mutating func take(_ signal: LaunchSignal, at moment: Duration) -> Duration? {
    switch signal {
    case .composeSaid(let line):
      words.heard(line)
      return nil
    case .composeEnded(let result):
      composeEndedAt = moment
      messages = ComposeMessages(result.errors, by: mask)
      if result.ending == .deadlinePassed {
        conclusion = .late(service: waitedFor(at: moment))
      } else if result.ending != .cancelled, !result.isSuccess {
        conclusion = .composeFailed(result)
      }
      return moment
    case .observed(.failure(let fault), _):
      failedObservations += 1
      if failedObservations >= Self.failedObservationsMax { conclusion = .engineLost(fault.state) }
      return moment + Self.failedObservationPause
    case .observed(.success(let containers), let began):
      failedObservations = 0
      tracker.saw(containers, at: began)
      judge(at: began)
      return nextObservation(after: began)
    }
  }

  /// Observations that began before Compose ended do not count: they may show containers that are about to be replaced.
  private mutating func judge(at moment: Duration) {
    guard let composeEndedAt, moment >= composeEndedAt else { return }
    isSettled = true
    guard conclusion == nil else { return }
    switch tracker.verdict(at: moment) {
    case .up: conclusion = .up
    case .failed(let service, let id, let reason):
      conclusion = .failed(service: service, containerID: id, reason: reason)
    case .waiting(let service, _):
      if moment - begun >= timeout { conclusion = .late(service: service.isEmpty ? nil : service) }
    }
  }

  /// The next moment at which the passing of time alone makes a container stable or the launch late; none before Compose
  /// has ended.
  private func nextObservation(after moment: Duration) -> Duration? {
    guard let composeEndedAt else { return nil }
    // The observation after the end of Compose is still to come.
    guard moment >= composeEndedAt else { return composeEndedAt }
    let late = begun + timeout
    return tracker.nextStable(after: moment).map { min($0, late) } ?? late
  }

  private func waitedFor(at moment: Duration) -> String? {
    guard case .waiting(let service, _) = tracker.verdict(at: moment) else { return nil }
    return service.isEmpty ? nil : service
  }
}
