import Synchronization
import Terminal

/// Runs asynchronous work from a command and waits for it on the main thread, which stays free for signals: `^C`
/// and SIGTERM cancel the work, so that no child is left behind. Throws when the work was cancelled.
func runToEnd<Value: Sendable>(
  _ work: @escaping @Sendable () async -> Value
) throws -> Value {
  let (value, wasInterrupted) = runUntilDone(work) { _ in }
  if wasInterrupted { throw Outcome.cancelled }
  return value
}

/// Like `runToEnd`, for work that reports its cancellation itself.
///
/// - Parameter interrupted: called after each signal with the number of signals so far; after the second one, the
///   caller must not wait for the end of the cancelled work.
func runCancellable<Value: Sendable>(
  _ work: @escaping @Sendable () async -> Value, interrupted: (Int) -> Void = { _ in }
) -> Value {
  runUntilDone(work, interrupted).value
}

private func runUntilDone<Value: Sendable>(
  _ work: @escaping @Sendable () async -> Value, _ interrupted: (Int) -> Void
) -> (value: Value, wasInterrupted: Bool) {
  let loop = EventLoop()
  let wakeup = loop.wakeup
  let result = Slot<Value>()
  // The main thread waits for the task below, so it is effectively structured.
  let task = Task {
    let value = await work()
    result.fill(value)
    wakeup.wake()
  }
  var interruptions = 0
  while true {
    let reasons = loop.wait()
    if reasons.contains(.signal(.stop)) { refuseToStop() }
    // The work finishes when the terminal is lost.
    if reasons.contains(.signal(.interrupt)) || reasons.contains(.signal(.terminate)) {
      interruptions += 1
      task.cancel()
      interrupted(interruptions)
    }
    if let value = result.value { return (value, interruptions > 0) }
  }
}

/// Refuses ^Z: a suspended command would keep its locks and its engine unnoticed.
private func refuseToStop() {
  StandardStreams.error("It cannot be suspended while it works; ^C cancels it.")
}

/// Passes one value from a task to the thread that waits for it.
private final class Slot<Value: Sendable>: Sendable {
  private let content = Mutex<Value?>(nil)

  var value: Value? { content.withLock { $0 } }

  func fill(_ value: Value) { content.withLock { $0 = value } }
}
