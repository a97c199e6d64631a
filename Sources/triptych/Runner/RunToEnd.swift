import Synchronization
import Terminal

/// Runs asynchronous work from a command and waits for it on the main thread, which stays free for signals: `^C` and
/// SIGTERM cancel the work, so that no child is left behind. Throws when that happened.
func runToEnd<Value: Sendable>(
  _ work: @escaping @Sendable () async -> Value
) throws -> Value {
  let (value, wasInterrupted) = runUntilDone(work) {}
  if wasInterrupted { throw Outcome.cancelled }
  return value
}

/// The same for work that reports its own cancellation.
///
/// - Parameter abandon: called when a second signal says that the end of the cancelled work is not to be waited for.
func runCancellable<Value: Sendable>(
  _ work: @escaping @Sendable () async -> Value, abandon: () -> Void = {}
) -> Value {
  runUntilDone(work, abandon: abandon).value
}

private func runUntilDone<Value: Sendable>(
  _ work: @escaping @Sendable () async -> Value, abandon: () -> Void
) -> (value: Value, wasInterrupted: Bool) {
  let loop = EventLoop()
  let wakeup = loop.wakeup
  let result = Slot<Value>()
  // The main thread waits for it below, so it is as good as structured.
  let task = Task {
    let value = await work()
    result.fill(value)
    wakeup.wake()
  }
  var wasInterrupted = false
  while true {
    let reasons = loop.wait()
    // Losing the terminal lets the work finish.
    if reasons.contains(.signal(.interrupt)) || reasons.contains(.signal(.terminate)) {
      if wasInterrupted { abandon() }
      wasInterrupted = true
      task.cancel()
    }
    if let value = result.value { return (value, wasInterrupted) }
  }
}

/// Takes one value from a task to the thread that waits for it.
private final class Slot<Value: Sendable>: Sendable {
  private let content = Mutex<Value?>(nil)

  var value: Value? { content.withLock { $0 } }

  func fill(_ value: Value) { content.withLock { $0 = value } }
}
