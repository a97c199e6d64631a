import Engine
import Environments

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
