import CLinux
import Synchronization

/// Lets tasks wait until a descriptor can be read or written. One thread waits for all descriptors, so that a
/// waiting task costs no thread and a silent descriptor delays no other.
package final class Readiness: Sendable {
  package enum Event: Sendable {
    case readable, writable
  }

  private struct Waiter {
    var descriptor: Int32
    var began = ContinuousClock.now
    var end: ContinuousClock.Instant?
    var continuation: CheckedContinuation<(Waiting, Duration), Never>
  }

  private struct State {
    var waiters: [UInt64: Waiter] = [:]
    /// The numbers of waiters whose task was cancelled before it began to wait.
    var withdrawn: Set<UInt64> = []
    var lastNumber: UInt64 = 0
    /// When the thread next wakes up by itself; `nil` while it waits without a timeout.
    var wakesAt: ContinuousClock.Instant?
    var isRunning = false
  }

  /// Shared by the whole program. Its thread starts with the first wait.
  package static let shared = Readiness()

  private let state = Mutex(State())
  private let epoll: Int32
  private let wakeUp: WakeUp?

  private init() {
    epoll = linux_epoll()
    wakeUp = WakeUp()
  }

  /// Waits until the descriptor is ready, `end` has passed (`nil`: never) or the task is cancelled. The caller
  /// keeps the descriptor open meanwhile, and only one task at a time waits for it. When the system has no thread
  /// or descriptor left for waiting, the result is `late` at once.
  package func wait(
    for event: Event, of descriptor: Int32, until end: ContinuousClock.Instant?
  ) async -> Waiting {
    await timedWait(for: event, of: descriptor, until: end).0
  }

  /// Waits like `wait`, and also returns how long the descriptor took, without the time until this task runs again.
  package func timedWait(
    for event: Event, of descriptor: Int32, until end: ContinuousClock.Instant?
  ) async -> (Waiting, Duration) {
    let number = state.withLock { state in
      state.lastNumber += 1
      return state.lastNumber
    }
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        begin(number, Waiter(descriptor: descriptor, end: end, continuation: continuation), event)
      }
    } onCancel: {
      withdraw(number)
    }
    state.withLock { _ = $0.withdrawn.remove(number) }
    return result
  }

  private func begin(_ number: UInt64, _ waiter: Waiter, _ event: Event) {
    let isSooner = state.withLock { state -> Bool? in
      guard !state.withdrawn.contains(number), epoll >= 0 else { return nil }
      if !state.isRunning { state.isRunning = BlockingThread.start { [self] in run() } }
      let readiness = event == .readable ? linux_readable : linux_writable
      guard state.isRunning,
        linux_epoll_watch(epoll, waiter.descriptor, readiness, number) == 0
      else { return nil }
      state.waiters[number] = waiter
      guard let end = waiter.end else { return false }
      return state.wakesAt.map { end < $0 } ?? true
    }
    guard let isSooner else {
      return waiter.continuation.resume(returning: (Task.isCancelled ? .cancelled : .late, .zero))
    }
    if isSooner { wakeUp?.signal() }
  }

  private func withdraw(_ number: UInt64) {
    state.withLock { _ = $0.withdrawn.insert(number) }
    finish(number, .cancelled)
  }

  private func finish(_ number: UInt64, _ result: Waiting) {
    let waiter = state.withLock { state in
      let waiter = state.waiters.removeValue(forKey: number)
      // This must happen before the descriptor is closed: its number may then belong to another file.
      if let waiter { _ = linux_epoll_forget(epoll, waiter.descriptor) }
      return waiter
    }
    waiter?.continuation.resume(returning: (result, waiter?.began.duration(to: .now) ?? .zero))
  }

  /// The loop of the thread, which ends with the program.
  private func run() {
    var numbers = [UInt64](repeating: 0, count: 16)
    watchWakeUp()
    while true {
      let end = state.withLock { state in
        state.wakesAt = state.waiters.values.compactMap(\.end).min()
        return state.wakesAt
      }
      let count = linux_epoll_wait(epoll, &numbers, 16, end.map(millisecondsUntil) ?? -1)
      for number in numbers.prefix(Int(max(count, 0))) {
        if number == 0 { watchWakeUp() } else { finish(number, .ready) }
      }
      finishLate()
    }
  }

  private func watchWakeUp() {
    guard let wakeUp else { return }
    _ = linux_epoll_forget(epoll, wakeUp.descriptor)
    _ = linux_eventfd_clear(wakeUp.descriptor)
    _ = linux_epoll_watch(epoll, wakeUp.descriptor, linux_readable, 0)
  }

  private func finishLate() {
    let now = ContinuousClock.now
    let late = state.withLock { state in
      state.waiters.filter { $0.value.end.map { $0 <= now } ?? false }.keys.sorted()
    }
    for number in late { finish(number, .late) }
  }
}
