import Processes
import Synchronization

/// How long Compose may take to resolve the files of environments.
package struct ComposePatience: Hashable, Sendable {
  /// The deadline of each question.
  package var each: Duration
  /// The deadline of all questions together; `nil` when each has its own only.
  package var all: Duration?

  package init(each: Duration, all: Duration? = nil) {
    self.each = each
    self.all = all
  }

  /// For what is compared, launched and stopped: the answer decides.
  package static let acting = ComposePatience(each: .seconds(20))
  /// For what is shown without the answer as well, as written.
  package static let looking = ComposePatience(each: .seconds(5))
  /// For the state of containers, which the engine alone tells.
  package static let glancing = ComposePatience(each: .seconds(3), all: .seconds(3))
}

/// The wait for a group of questions to Compose. A plugin that hangs does so for every environment: once a question has
/// passed its deadline while none was answered, those that are still to come are not asked.
final class ComposeWait: Sendable {
  enum Next: Hashable {
    case deadline(Duration)
    /// Compose is not asked; why.
    case over(String)
  }

  private enum Experience { case none, answers, hangs }

  private let patience: ComposePatience
  private let start: ContinuousClock.Instant
  private let experience = Mutex(Experience.none)

  init(_ patience: ComposePatience, start: ContinuousClock.Instant = .now) {
    self.patience = patience
    self.start = start
  }

  /// How long the next question may take.
  func next(at now: ContinuousClock.Instant = .now) -> Next {
    if experience.withLock({ $0 == .hangs }) { return .over(Self.words(patience.each)) }
    guard let all = patience.all else { return .deadline(patience.each) }
    let left = all - start.duration(to: now)
    return left > .zero ? .deadline(min(patience.each, left)) : .over(Self.words(all))
  }

  func hasEnded(_ ending: CommandResult.Ending) {
    experience.withLock { experience in
      switch ending {
      case .exited, .signaled: experience = .answers
      case .deadlinePassed where experience == .none: experience = .hangs
      case .deadlinePassed, .cancelled, .notStarted: break
      }
    }
  }

  static func words(_ deadline: Duration) -> String {
    "Compose did not answer within \(deadline.milliseconds) ms."
  }
}
