import Synchronization

/// Rings once at the moment that was set last.
final class Alarm: Sendable {
  private let waiting = Mutex<Task<Void, Never>?>(nil)
  private let ring: @Sendable () -> Void

  init(_ ring: @escaping @Sendable () -> Void) { self.ring = ring }

  /// Rings after a while, and not when it was to ring before.
  func set(in pause: Duration) {
    // Not structured: it is cancelled by the next one, or by who gives the alarm up.
    let next = Task { [ring] in
      if pause > .zero { guard (try? await Task.sleep(for: pause)) != nil else { return } }
      if !Task.isCancelled { ring() }
    }
    waiting.withLock { waiting in
      waiting?.cancel()
      waiting = next
    }
  }

  func cancel() {
    waiting.withLock { waiting in
      waiting?.cancel()
      waiting = nil
    }
  }
}
