import CVTerm
import Glibc

/// A program on an emulated terminal, operated with keys like by a user. The program ends with this value.
package final class TerminalSession {
  private let terminal: OpaquePointer

  /// Starts a program. `environment` is all it gets; TERM is xterm-256color and LANG C.UTF-8 unless
  /// it says otherwise, what the sanitizers were told is passed on, and Swift's own crash report is
  /// off, because it asks a question on a terminal.
  package init(
    _ program: String, _ arguments: [String] = [], environment: [String: String] = [:],
    directory: String? = nil, columns: Int = 80, rows: Int = 24
  ) throws {
    let defaults = [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
      "PATH": "/usr/local/bin:/usr/bin:/bin",
    ]
    let all = defaults.merging(SanitizerOptions.inherited) { $1 }.merging(environment) { $1 }
      .map { "\($0)=\($1)" }
    let started = Self.withCStrings([program] + arguments) { argv in
      Self.withCStrings(all) { environment in
        vt_spawn(program, argv, environment, directory, Int32(columns), Int32(rows))
      }
    }
    guard let started else { throw TerminalSessionError("\(program) could not be started") }
    terminal = started
  }

  deinit { vt_free(terminal) }

  package var processID: Int32 { vt_process(terminal) }
  package var isAlternateScreen: Bool { vt_is_alternate(terminal) }
  /// Whether the terminal echoes and edits lines, as a shell expects.
  package var isCooked: Bool { vt_is_cooked(terminal) }
  /// How many bytes the program has sent in all.
  package var bytesReceived: Int { Int(vt_received(terminal)) }

  package var size: (columns: Int, rows: Int) {
    var columns: Int32 = 0
    var rows: Int32 = 0
    vt_size(terminal, &columns, &rows)
    return (Int(columns), Int(rows))
  }

  package var cursor: (x: Int, y: Int, isVisible: Bool) {
    var x: Int32 = 0
    var y: Int32 = 0
    var isVisible = false
    vt_cursor(terminal, &x, &y, &isVisible)
    return (Int(x), Int(y), isVisible)
  }

  package func cell(_ x: Int, _ y: Int) -> TerminalCell {
    var cell = vt_cell()
    vt_cell_at(terminal, Int32(x), Int32(y), &cell)
    return TerminalCell(cell)
  }

  /// Row `y`, trailing blanks removed.
  package func line(_ y: Int) -> String {
    var text = ""
    var x = 0
    while x < size.columns {
      let cell = cell(x, y)
      text += cell.text.isEmpty ? " " : cell.text
      x += max(1, cell.width)
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The whole screen, a line a row.
  package var text: String { (0..<size.rows).map(line).joined(separator: "\n") }

  /// The bytes that the program has sent after the first `from` bytes, including escape sequences.
  package func raw(from: Int = 0) -> String {
    var bytes = [CChar](repeating: 0, count: 1 << 20)
    let count = vt_raw(terminal, from, &bytes, Int32(bytes.count))
    return String(decoding: bytes.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Sends keys in the notation of tests: `"j"`, `"<up>"`, `"<ctrl-c>"`, `"<f1>"`, `"<enter>"`,
  /// `"<esc>"`.
  package func press(_ keys: String) { send(KeyBytes.bytes(of: keys)) }

  /// Sends bytes as they are.
  package func send(_ text: String) { vt_send(terminal, text, Int32(text.utf8.count)) }

  package func resize(columns: Int, rows: Int) { vt_resize(terminal, Int32(columns), Int32(rows)) }

  package func signal(_ number: Int32) { kill(processID, number) }

  /// Closes our side of the terminal, as a lost connection does.
  package func hangUp() { vt_hang_up(terminal) }

  /// Waits until the screen shows the text. Throws, with the whole screen, when it does not in
  /// time.
  package func wait(for text: String, timeoutMilliseconds: Int = 5000) throws {
    try wait(until: "\"\(text)\" is shown", timeoutMilliseconds: timeoutMilliseconds) {
      $0.text.contains(text)
    }
  }

  /// Waits until the screen satisfies a condition, which is checked whenever the program has sent something.
  package func wait(
    until description: String, timeoutMilliseconds: Int = 5000,
    _ isReached: (TerminalSession) -> Bool
  ) throws {
    let deadline = ContinuousClock.now + .milliseconds(timeoutMilliseconds)
    var isOpen = vt_feed(terminal)
    while !isReached(self) {
      guard isOpen, ContinuousClock.now < deadline else {
        throw TerminalSessionError("waited for: \(description)\n\(dump)")
      }
      // A change outside the screen, such as one of the terminal's modes, causes no event.
      isOpen = feed(until: min(deadline, ContinuousClock.now + .milliseconds(20)))
    }
    settle()
  }

  /// Reads the rest of a frame: a large one arrives in several pieces.
  private func settle() {
    var watched = pollfd(fd: vt_descriptor(terminal), events: Int16(POLLIN), revents: 0)
    while poll(&watched, 1, 5) > 0, vt_feed(terminal) {}
  }

  /// Waits for the program's end and returns its exit code, or 128 plus the signal.
  package func waitForExit(timeoutMilliseconds: Int = 5000) throws -> Int {
    let deadline = ContinuousClock.now + .milliseconds(timeoutMilliseconds)
    var status: Int32 = 0
    while !vt_ended(terminal, &status) {
      guard ContinuousClock.now < deadline else {
        throw TerminalSessionError("waited for the end of the program\n\(dump)")
      }
      _ = feed(until: min(deadline, ContinuousClock.now + .milliseconds(20)))
    }
    if vt_descriptor(terminal) >= 0 { _ = vt_feed(terminal) }
    return Int(status)
  }

  /// The screen in a frame with the position of the cursor, for messages of failed tests.
  package var dump: String {
    let edge = "+" + String(repeating: "-", count: size.columns) + "+"
    let lines = (0..<size.rows).map { "|\(line($0))" }
    return ([edge] + lines + [edge, "cursor \(cursor), \(bytesReceived) bytes received"])
      .joined(separator: "\n")
  }

  private func feed(until deadline: ContinuousClock.Instant) -> Bool {
    let left = (deadline - .now) / .milliseconds(1)
    var watched = pollfd(fd: vt_descriptor(terminal), events: Int16(POLLIN), revents: 0)
    let ready = poll(&watched, 1, Int32(max(1, left.rounded(.up))))
    return ready <= 0 || vt_feed(terminal)
  }

  private static func withCStrings<R>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R
  ) -> R {
    var pointers = strings.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("an array has a base") }
      return body(UnsafePointer(base))
    }
  }
}

/// The difference between a session and a test's expectation, with the screen.
package struct TerminalSessionError: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

/// One cell of a terminal's screen.
package struct TerminalCell: Hashable, Sendable {
  /// Empty when nothing was written there.
  package var text: String
  package var width: Int
  package var isBold: Bool
  package var isReverse: Bool
  package var isUnderlined: Bool
  /// The number of the colour; `nil` is the terminal's default, -2 a colour without a number.
  package var foreground: Int?
  package var background: Int?

  init(_ cell: vt_cell) {
    text = withUnsafeBytes(of: cell.text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    width = Int(cell.width)
    isBold = cell.bold
    isReverse = cell.reverse
    isUnderlined = cell.underline
    foreground = cell.foreground == -1 ? nil : Int(cell.foreground)
    background = cell.background == -1 ? nil : Int(cell.background)
  }
}
