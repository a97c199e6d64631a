import Synchronization

/// Keeps the lines of a log for a test to read.
final class LogCollector: Sendable {
  private let written = Mutex<[String]>([])

  @Sendable func take(_ line: String) { written.withLock { $0.append(line) } }

  /// The lines, without their ends.
  var lines: [String] { written.withLock { $0.map { String($0.dropLast()) } } }

  var text: String { written.withLock { $0.joined() } }
}
