import Glibc

/// Runs blocking work on a thread of its own, with a wake-up that is signalled when the task is cancelled. When the
/// system has no thread or descriptor left, the result is that of `otherwise`, which gets the reason in words.
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

/// A thread for blocking calls, which must never run on the threads that Swift's tasks share.
package enum BlockingThread {
  private final class Work {
    let run: () -> Void
    init(_ run: sending @escaping () -> Void) { self.run = run }
  }

  /// Runs `work` on a new thread, which ends with it. Returns false when the system cannot create a thread.
  package static func start(_ work: sending @escaping () -> Void) -> Bool {
    let box = Unmanaged.passRetained(Work(work))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    // TLS and name resolution need far less. With the default of 8 MB, a hundred checks at once would reserve 800 MB.
    pthread_attr_setstacksize(&attributes, 512 << 10)
    let mask = Self.blockSignals()
    defer { Self.restoreSignals(mask) }
    var thread = pthread_t()
    let code = pthread_create(
      &thread, &attributes,
      { context in
        guard let context else { return nil }
        Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    guard code == 0 else {
      box.release()
      return false
    }
    return true
  }

  /// Blocks signals for the new thread, which inherits the mask. Signals are handled on the main thread, and a peer
  /// that closes its connection must not end the program by SIGPIPE. Signals that a crash raises are not blocked,
  /// so that the terminal is restored.
  private static func blockSignals() -> sigset_t {
    var all = sigset_t()
    var old = sigset_t()
    sigfillset(&all)
    for crash in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS] {
      sigdelset(&all, crash)
    }
    pthread_sigmask(SIG_SETMASK, &all, &old)
    return old
  }

  private static func restoreSignals(_ mask: sigset_t) {
    var mask = mask
    pthread_sigmask(SIG_SETMASK, &mask, nil)
  }
}
