import Engine
import Environments

/// The launches, stops and restarts of one environment in the activity record: the open one, and the interrupted one. Pure.
struct ActivityHistory: Hashable {
  /// An act without an outcome: it runs now, or its process is gone.
  private(set) var open: ActivityEntry?
  /// An act whose process is gone, with no act on the environment since.
  private(set) var interrupted: ActivityEntry?

  init(_ entries: [ActivityEntry], of environment: String) {
    for entry in entries
    where entry.environment == environment && Plan.Verb(rawValue: entry.verb) != nil {
      switch entry.phase {
      case .intent: begin(entry)
      case .outcome: end(entry)
      }
    }
  }

  /// Only one act holds an environment at a time: an act that begins shows that the open one is gone.
  private mutating func begin(_ entry: ActivityEntry) {
    if let open { interrupted = open }
    open = entry
  }

  private mutating func end(_ entry: ActivityEntry) {
    let intent = open?.id == entry.id ? open : nil
    if intent != nil { open = nil }
    switch entry.verdict {
    case Self.interruptedVerdict: interrupted = intent ?? interrupted
    // Nothing was done, so that the interrupted act still is the last one.
    case "refused", "locked": break
    default: interrupted = nil
    }
  }

  /// The verdict of an act whose outcome another process recorded.
  static let interruptedVerdict = "interrupted"
}

extension Workspace {
  /// The environments whose last act was interrupted because its process is gone.
  package func interruptions(of environments: [Environment]) -> [Interruption] {
    let entries = ActivityLog(self).recent()
    return environments.compactMap { interruption(of: $0, entries) }
  }

  private func interruption(
    of environment: Environment, _ entries: [ActivityEntry]
  ) -> Interruption? {
    let history = ActivityHistory(entries, of: environment.name)
    guard let open = history.open else { return history.interrupted.flatMap(Interruption.init) }
    switch ProjectLock.hold(on: environment.target.project, in: self) {
    case .process: return nil
    case .leftBehind: return Interruption(open, goesOn: true)
    case .nobody: break
    }
    // The act may have ended since the first reading: the outcome is written before the lock is released.
    let now = ActivityHistory(ActivityLog(self).recent(), of: environment.name)
    return (now.open?.id == open.id ? now.open : now.interrupted).flatMap(Interruption.init)
  }
}

extension Interruption {
  init?(_ intent: ActivityEntry) { self.init(intent, goesOn: false) }

  init?(_ intent: ActivityEntry, goesOn: Bool) {
    guard let verb = Plan.Verb(rawValue: intent.verb),
      let startedAt = secondsSince1970(intent.time)
    else { return nil }
    self.init(
      environment: intent.environment, verb: verb, user: intent.user, startedAt: startedAt,
      goesOn: goesOn)
  }
}
