import Canvas
import Environments
import Glibc
import Synchronization

/// Writes whole lines to standard output and error. Control characters are made visible, because printed text may come
/// from outside.
enum StandardStreams {
  static func output(_ text: String) { write(text.withCarets + "\n", to: STDOUT_FILENO) }

  static func error(_ text: String) { write(text.withCarets + "\n", to: STDERR_FILENO) }

  /// Prints a question and leaves the cursor behind it.
  static func prompt(_ text: String) { write(text.withCarets, to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        return
      }
      rest = rest.dropFirst(written)
    }
  }
}

extension Columns {
  /// Aligns rows in columns by the width that characters have in a terminal.
  static func text(_ rows: [[String]]) -> String {
    lines(rows, width: SafeText.width(of:)).joined(separator: "\n")
  }
}

/// Prints each change of a service's phase once, to standard error.
final class ProgressPrinter: Sendable {
  private let isQuiet: Bool
  private let shown = Mutex<Set<String>>([])

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  func show(_ progress: OperationProgress) {
    guard !isQuiet else { return }
    for line in progress.lines {
      let text = "  \(line.service): \(line.phase.words)"
      if shown.withLock({ $0.insert(text).inserted }) { StandardStreams.error(text) }
    }
  }
}
