import Engine
import Environments

/// What the record tells of one environment's launches, stops and restarts: which one is open, and which was interrupted.
/// Pure.
struct ActivityHistory: Hashable {
  /// Begun, and not ended yet: it runs now, or its process is gone.
  private(set) var open: ActivityEntry?
  /// Its process was gone, and nothing has been done to the environment since.
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

  /// One at a time holds an environment: who begins while another is open found it gone.
  private mutating func begin(_ entry: ActivityEntry) {
    if let open { interrupted = open }
    open = entry
  }

  private mutating func end(_ entry: ActivityEntry) {
    let intent = open?.id == entry.id ? open : nil
    if intent != nil { open = nil }
    switch entry.verdict {
    case Self.interruptedVerdict: interrupted = intent ?? interrupted
    // Nothing was done, so what stood half done still does.
    case "refused", "locked": break
    default: interrupted = nil
    }
  }

  /// The verdict of an act whose end somebody else had to write.
  static let interruptedVerdict = "interrupted"
}

extension Workspace {
  /// Which environments were left in the middle of an act by a process that is gone.
  package func interruptions(of environments: [Environment]) -> [Interruption] {
    let entries = ActivityLog(self).recent()
    return environments.compactMap { interruption(of: $0, entries) }
  }

  private func interruption(
    of environment: Environment, _ entries: [ActivityEntry]
  ) -> Interruption? {
    let history = ActivityHistory(entries, of: environment.name)
    guard let open = history.open else { return history.interrupted.flatMap(Interruption.init) }
    guard !ProjectLock.isHeld(project: environment.target.project, in: self) else { return nil }
    // It may have ended between the two looks: whoever lets the lock go has written the outcome before.
    let now = ActivityHistory(ActivityLog(self).recent(), of: environment.name)
    return (now.open?.id == open.id ? now.open : now.interrupted).flatMap(Interruption.init)
  }
}

extension Interruption {
  init?(_ intent: ActivityEntry) {
    guard let verb = Plan.Verb(rawValue: intent.verb),
      let startedAt = secondsSince1970(intent.time)
    else { return nil }
    self.init(
      environment: intent.environment, verb: verb, user: intent.user, startedAt: startedAt)
  }
}
