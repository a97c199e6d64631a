import Environments
import Glibc
import Synchronization

/// Writes log lines to standard output, in the form of Compose or as JSON. Waiting for a slow reader can be cancelled.
final class LogPrinter: Sendable {
  private let environment: String
  private let format: OutputFormat
  private let timestamps: Bool
  private let pattern: LogPattern?
  private let isColored: Bool
  /// The width of the longest name so far; shorter names are padded to it.
  private let width = Mutex(0)
  private let closed = Atomic(false)
  private let costly = Atomic(false)

  init(environment: String, format: OutputFormat, timestamps: Bool, pattern: LogPattern?) {
    (life, end) = AsyncStream.makeStream()
    self.environment = environment
    self.format = format
    self.timestamps = timestamps
    self.pattern = pattern
    let isPlain = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    isColored = format == .text && isatty(STDOUT_FILENO) == 1 && !isPlain
  }

  /// Whether the reader of standard output is gone.
  var isClosed: Bool { closed.load(ordering: .relaxed) }

  /// Whether a line was left out because the pattern took too many steps on it.
  var isPatternCostly: Bool { costly.load(ordering: .relaxed) }

  /// Widens the padding for names that will come.
  func expect(_ names: some Sequence<String>) {
    width.withLock { width in width = names.reduce(width) { max($0, $1.count) } }
  }

  func print(_ batch: LogBatch) async {
    var text = ""
    for line in batch.lines {
      if line.stream == .note {
        StandardStreams.error("triptych: \(line.text)")
        continue
      }
      guard wants(line) else { continue }
      text += format == .json ? line.json(environment: environment) : words(of: line)
      text += "\n"
    }
    await write(Array(text.utf8))
  }

  /// Ends when the reader is gone or nothing can be written.
  let life: AsyncStream<Void>
  private let end: AsyncStream<Void>.Continuation

  /// Ends all writing.
  func close() {
    closed.store(true, ordering: .relaxed)
    end.finish()
  }

  private func wants(_ line: LogLine) -> Bool {
    guard let pattern else { return true }
    guard let matches = pattern.matches(line.text) else {
      costly.store(true, ordering: .relaxed)
      return false
    }
    return matches
  }

  private func words(of line: LogLine) -> String {
    let name = line.source
    let width = width.withLock { width in
      width = max(width, name.count)
      return width
    }
    let prefix = name.padded(to: width) + " | "
    let time = timestamps ? line.time.text + " " : ""
    let text = line.text.withCarets
    guard isColored else { return prefix + time + text }
    return TerminalColors.source(prefix, name) + time + TerminalColors.text(text, of: line)
  }

  private func write(_ bytes: [UInt8]) async {
    var rest = bytes[...]
    while !rest.isEmpty, !isClosed {
      var out = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
      guard poll(&out, 1, 0) > 0 else {
        if Task.isCancelled { return }
        // When this sleep is cancelled, the next iteration returns.
        try? await Task.sleep(for: .milliseconds(5))
        continue
      }
      // A pipe that is ready takes up to PIPE_BUF bytes without blocking.
      let count = rest.prefix(4096).withUnsafeBytes {
        Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0, errno != EINTR, errno != EAGAIN { close() }
      rest = rest.dropFirst(max(0, count))
    }
  }
}

/// Colours for lines that are printed to a terminal.
enum TerminalColors {
  /// Colours a source; one name always has the same colour.
  static func source(_ text: String, _ name: String) -> String {
    let colors = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94]
    let sum = name.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff }
    return "\u{1b}[\(colors[sum % colors.count])m\(text)\u{1b}[0m"
  }

  /// Colours the text as its program did, otherwise by its level.
  static func text(_ text: String, of line: LogLine) -> String {
    guard line.spans.isEmpty else { return text == line.text ? spans(of: line) : text }
    switch line.level {
    case .error, .fatal: return "\u{1b}[31m\(text)\u{1b}[0m"
    case .warning: return "\u{1b}[33m\(text)\u{1b}[0m"
    case .trace, .debug: return "\u{1b}[2m\(text)\u{1b}[0m"
    case .info, nil: return text
    }
  }

  private static func spans(of line: LogLine) -> String {
    let bytes = Array(line.text.utf8)
    var result = ""
    var index = 0
    for span in line.spans {
      result += String(decoding: bytes[index..<span.range.lowerBound], as: UTF8.self)
      result +=
        code(span.appearance) + String(decoding: bytes[span.range], as: UTF8.self) + "\u{1b}[0m"
      index = span.range.upperBound
    }
    return result + String(decoding: bytes[index...], as: UTF8.self)
  }

  private static func code(_ appearance: LogAppearance) -> String {
    let color =
      switch appearance.color {
      case .own: 39
      case .gray: 90
      case .red: 31
      case .green: 32
      case .yellow: 33
      case .blue: 34
      case .magenta: 35
      case .cyan: 36
      }
    return "\u{1b}[\(appearance.isBold ? "1;" : "")\(color)m"
  }
}
