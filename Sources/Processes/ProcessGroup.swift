import Glibc
import Synchronization

/// The group of one child, which leads a session of its own.
final class ProcessGroup: Sendable {
  private let leader = Mutex<pid_t?>(nil)
  private let groups: ProcessGroups

  init(in groups: ProcessGroups) { self.groups = groups }

  func isLed(by pid: pid_t) {
    leader.withLock { $0 = pid }
    groups.add(pid)
  }

  /// Kills what the leader left behind: teardown stops when the leader has exited, and a grandchild that ignores
  /// SIGTERM would outlive it.
  func sweep() {
    guard let pid = leader.withLock({ $0 }) else { return }
    groups.remove(pid)
    kill(-pid, SIGKILL)
  }
}
