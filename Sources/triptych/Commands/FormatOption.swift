import ArgumentParser

/// How to print: shared by the commands that answer a question.
struct FormatOption: ParsableArguments {
  @Option(help: "How to print the answer: text or json.")
  var format: OutputFormat = .text
}
