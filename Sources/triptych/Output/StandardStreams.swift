import ArgumentParser
import Canvas
import Environments
import Glibc

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

/// The exit codes of triptych, which docs/guide.md explains.
enum Outcome {
  static let no = ExitCode(1)
  static let usage = ExitCode(64)
  static let engineUnreachable = ExitCode(69)
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
