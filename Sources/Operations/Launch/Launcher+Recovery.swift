import Environments
import Glibc

extension Launcher {
  /// Writes the end of an act whose process is gone. Only who holds the lock of the project can know that.
  func recordInterrupted(before act: Act) throws(FileError) {
    let history = ActivityHistory(activity.recent(), of: act.environment.name)
    guard let open = history.open else { return }
    try activity.append(
      open.outcome(
        ActivityHistory.interruptedVerdict,
        reason: "its process is gone; found by \(user), pid \(getpid()), at the next "
          + act.plan.verb.rawValue))
  }

  /// What the next plan says of an act that was left in the middle.
  func interruptionNote(
    _ environment: Environment, _ containers: [ContainerStatus]
  ) -> Plan.Note? {
    workspace.interruptions(of: [environment]).first?.note(environment, containers)
  }
}
