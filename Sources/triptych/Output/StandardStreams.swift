import ArgumentParser
import Canvas
import Environments
import Glibc
import Operations

/// Writes whole lines to standard output and error. Control characters are made visible, because printed text may come
/// from outside. All text passes the `SecretGate`.
enum StandardStreams {
  /// Ends the program when the answer cannot be written, because a script must not take a part of it for the whole.
  static func output(_ text: String) {
    if let code = write(shown(text) + "\n", to: STDOUT_FILENO) { endWithLostOutput(code) }
  }

  static func error(_ text: String) { _ = write(shown(text) + "\n", to: STDERR_FILENO) }

  /// Prints a question and leaves the cursor behind it.
  static func prompt(_ text: String) { _ = write(shown(text), to: STDERR_FILENO) }

  private static func shown(_ text: String) -> String { SecretGate.process.masked(text).withCarets }

  /// Does the same for what others have printed: the text of `--help`, and what completes a command line.
  static func endWhenOutputIsLost() {
    atexit {
      if fflush(nil) != 0 { StandardStreams.endWithLostOutput(errno) }
    }
  }

  /// Quiet for a reader that has what it wants, such as `head`.
  private static func endWithLostOutput(_ code: Int32) -> Never {
    if code != EPIPE {
      error("error: the answer cannot be written: \(String(cString: strerror(code)))")
    }
    // Not `exit`, which may not be called again while the program ends.
    _exit(code == EPIPE ? 141 : Outcome.outputLost.rawValue)
  }

  /// Writes all of it; returns why it cannot.
  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    let bytes = Array(text.utf8)
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        guard errno == EAGAIN else { return errno }
        // Somebody has made the terminal or the pipe non-blocking.
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, -1)
        continue
      }
      rest = rest.dropFirst(written)
    }
    return nil
  }
}

extension Columns {
  /// Aligns rows in columns by the width that characters have in a terminal. What the `SecretGate` hides is hidden
  /// before, so that the columns stay aligned.
  static func text(_ rows: [[String]]) -> String {
    let shown = rows.map { $0.map(SecretGate.process.masked) }
    return lines(shown, width: SafeText.width(of:)).joined(separator: "\n")
  }
}

/// The exit codes of triptych, which docs/guide.md explains.
enum Outcome {
  /// The code that the state of an engine means; that of an unreachable one where it has none of its own.
  static func engine(_ state: EngineState) -> ExitCode {
    state.exitCode.map { ExitCode(Int32($0)) } ?? engineUnreachable
  }

  static let no = ExitCode(1)
  static let usage = ExitCode(64)
  static let engineUnreachable = ExitCode(69)
  static let outputLost = ExitCode(74)
  static let locked = ExitCode(75)
  static let refused = ExitCode(77)
  static let deadline = ExitCode(124)
  static let cancelled = ExitCode(130)
}

/// How a command prints its answer.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// The option `--format`, which commands that answer a question share.
struct FormatOption: ParsableArguments {
  @Option(help: "How to print the answer: text or json.")
  var format: OutputFormat = .text
}

/// The option `--offline`, which commands that can answer without docker share.
struct OfflineOption: ParsableArguments {
  @Flag(help: "Ask neither Compose nor an engine; take the files as written.")
  var offline = false
}
