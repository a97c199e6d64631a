import Logging
import Synchronization

/// What was logged, one line an event: `warning Trading is halted. reason=…`.
final class CollectedLog: Sendable {
  private let collected = Mutex<[String]>([])

  var lines: [String] { collected.withLock { $0 } }

  var warnings: [String] { lines.filter { $0.hasPrefix("warning ") } }

  var logger: Logger {
    Logger(label: "test") { [self] _ in CollectingLogHandler(log: self) }
  }

  fileprivate func add(_ line: String) { collected.withLock { $0.append(line) } }
}

private struct CollectingLogHandler: LogHandler {
  var log: CollectedLog
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.debug

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let details = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map {
      " \($0.key)=\($0.value)"
    }
    log.add("\(event.level) \(event.message)\(details.joined())")
  }
}
