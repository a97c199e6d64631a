import Glibc
import Synchronization

/// The process groups of the commands that run, to be killed together when nobody waits for them any more.
final class ProcessGroups: Sendable {
  private struct State {
    var leaders: Set<pid_t> = []
    var areAbandoned = false
  }

  private let state = Mutex(State())

  var areAbandoned: Bool { state.withLock { $0.areAbandoned } }

  /// One that begins after the others were abandoned is killed as well.
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
