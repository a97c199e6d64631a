/// Runs work that blocks on a thread of its own, and lets it know when the task is cancelled. Where the system has no
/// thread or descriptor left, `otherwise` is given the words for it.
package func offPool<Result: Sendable>(
  _ otherwise: @Sendable (String) -> Result, _ work: @escaping @Sendable (WakeUp) -> Result
) async -> Result {
  guard let cancellation = WakeUp() else { return otherwise("no descriptor is left") }
  return await withTaskCancellationHandler {
    await withCheckedContinuation { continuation in
      let isStarted = BlockingThread.start { continuation.resume(returning: work(cancellation)) }
      if !isStarted { continuation.resume(returning: otherwise("no thread is left")) }
    }
  } onCancel: {
    cancellation.signal()
  }
}
