import Synchronization
import Terminal

/// Runs asynchronous work from a command and waits for it on the main thread, which stays free for signals: `^C` and
/// SIGTERM cancel the work, so that no child is left behind. Throws when that happened.
func runToEnd<Value: Sendable>(
  _ work: @escaping @Sendable () async -> Value
) throws -> Value {
  let (value, wasInterrupted) = runUntilDone(work) { _ in }
  if wasInterrupted { throw Outcome.cancelled }
  return value
}

/// The same for work that reports its own cancellation.
///
/// - Parameter interrupted: called after each signal with their number; a second one says that the end of the cancelled work
///   is not to be waited for.
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
  // The main thread waits for it below, so it is as good as structured.
  let task = Task {
    let value = await work()
    result.fill(value)
    wakeup.wake()
  }
  var interruptions = 0
  while true {
    let reasons = loop.wait()
    if reasons.contains(.signal(.stop)) { refuseToStop() }
    // Losing the terminal lets the work finish.
    if reasons.contains(.signal(.interrupt)) || reasons.contains(.signal(.terminate)) {
      interruptions += 1
      task.cancel()
      interrupted(interruptions)
    }
    if let value = result.value { return (value, interruptions > 0) }
  }
}

/// What is suspended holds on to its locks and its engine, and nobody sees it.
private func refuseToStop() {
  StandardStreams.error("It cannot be suspended while it works; ^C cancels it.")
}

/// Takes one value from a task to the thread that waits for it.
private final class Slot<Value: Sendable>: Sendable {
  private let content = Mutex<Value?>(nil)

  var value: Value? { content.withLock { $0 } }

  func fill(_ value: Value) { content.withLock { $0 = value } }
}
