import Environments
import Glibc
import Synchronization

/// Writes lines of logs to standard output, as Compose does or as JSON, without ever waiting for a reader in a way that
/// cannot be cancelled.
final class LogPrinter: Sendable {
  private let environment: String
  private let format: OutputFormat
  private let timestamps: Bool
  private let pattern: LogPattern?
  private let isColored: Bool
  /// The longest name so far, which the others are padded to.
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

  /// Nobody reads any more.
  var isClosed: Bool { closed.load(ordering: .relaxed) }

  /// Some line would have taken the pattern too many steps; it was left out.
  var isPatternCostly: Bool { costly.load(ordering: .relaxed) }

  /// Names that will come, for the padding.
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

  /// Ends when nobody reads any more, or nothing can be written.
  let life: AsyncStream<Void>
  private let end: AsyncStream<Void>.Continuation

  /// Nothing is written from now on.
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
        // Cancelled: the next turn returns.
        try? await Task.sleep(for: .milliseconds(5))
        continue
      }
      // What a pipe says it takes it takes without waiting, if it is no more than this.
      let count = rest.prefix(4096).withUnsafeBytes {
        Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0, errno != EINTR, errno != EAGAIN { close() }
      rest = rest.dropFirst(max(0, count))
    }
  }
}

/// Colours for lines that are printed straight to a terminal.
enum TerminalColors {
  /// Each source in a colour of its own, always the same.
  static func source(_ text: String, _ name: String) -> String {
    let colors = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94]
    let sum = name.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff }
    return "\u{1b}[\(colors[sum % colors.count])m\(text)\u{1b}[0m"
  }

  /// The text as its program coloured it, else as its level asks for.
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
