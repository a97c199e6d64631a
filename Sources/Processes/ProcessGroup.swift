import Glibc
import Synchronization

/// The process group of one child, which leads a session of its own.
final class ProcessGroup: Sendable {
  private let leader = Mutex<pid_t?>(nil)
  private let groups: ProcessGroups

  init(in groups: ProcessGroups) { self.groups = groups }

  func isLed(by pid: pid_t) {
    leader.withLock { $0 = pid }
    groups.add(pid)
  }

  /// Kills what the leader left behind. swift-subprocess stops its teardown when the leader has exited, so a
  /// grandchild that ignores SIGTERM would outlive it.
  func sweep() {
    guard let pid = leader.withLock({ $0 }) else { return }
    groups.remove(pid)
    kill(-pid, SIGKILL)
  }
}

/// The process groups of all running commands, which can be killed together when their results are no longer needed.
final class ProcessGroups: Sendable {
  private struct State {
    var leaders: Set<pid_t> = []
    var areAbandoned = false
  }

  private let state = Mutex(State())

  var areAbandoned: Bool { state.withLock { $0.areAbandoned } }

  /// Adds a group; one that starts after `abandon` is killed at once.
  func add(_ leader: pid_t) {
    state.withLock { state in
      state.leaders.insert(leader)
      if state.areAbandoned { kill(-leader, SIGKILL) }
    }
  }

  func remove(_ leader: pid_t) { state.withLock { _ = $0.leaders.remove(leader) } }

  func abandon() {
    state.withLock { state in
      state.areAbandoned = true
      for leader in state.leaders { kill(-leader, SIGKILL) }
    }
  }
}
