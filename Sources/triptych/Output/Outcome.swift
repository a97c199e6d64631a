import ArgumentParser

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
