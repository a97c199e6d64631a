import ArgumentParser

/// How triptych ends: the exit codes of docs/guide.md.
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

/// How to print: shared by the commands that answer a question.
struct FormatOption: ParsableArguments {
  @Option(help: "How to print the answer: text or json.")
  var format: OutputFormat = .text
}

/// Whether to leave docker alone: shared by the commands that can answer without it.
struct OfflineOption: ParsableArguments {
  @Flag(help: "Ask neither Compose nor an engine: everything as written.")
  var offline = false
}
