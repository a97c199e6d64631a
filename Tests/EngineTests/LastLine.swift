import Synchronization

/// Keeps the last line that a program wrote.
final class LastLine: Sendable {
  private let line = Mutex("")

  var text: String { line.withLock { $0 } }

  func keep(_ text: String) { line.withLock { $0 = text } }
}
