import Synchronization

/// Keeps the lines of a log for a test to read, and tells when a certain one has come.
final class LogCollector: Sendable {
  private let lines = Mutex<[String]>([])

  @Sendable func take(_ line: String) { lines.withLock { $0.append(line) } }

  var text: String { lines.withLock { $0.joined() } }
}
