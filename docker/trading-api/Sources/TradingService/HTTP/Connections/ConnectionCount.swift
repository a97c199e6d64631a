import Synchronization

/// How many connections one socket holds.
final class ConnectionCount: Sendable {
  private let count = Mutex(0)

  /// Whether there was room for one more; it must be given back.
  func take(atMost limit: Int) -> Bool {
    count.withLock { count in
      guard count < limit else { return false }
      count += 1
      return true
    }
  }

  func giveBack() { count.withLock { $0 -= 1 } }
}
