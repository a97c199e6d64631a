import ArgumentParser

/// The program: the console by default, and a subcommand for each of its verbs.
struct Triptych: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "triptych",
    abstract: "Shows, compares, checks and runs the environments of a trading system.",
    discussion: """
      Without a subcommand it opens the console. Exit codes: 0 yes; 1 the answer is no; 64 usage; \
      69 engine unreachable; 74 the answer cannot be written; 75 locked by another; 77 refused; 124 deadline; 130 cancelled.
      """,
    version: Version.text,
    subcommands: [
      ConsoleCommand.self, ListCommand.self, StatusCommand.self, ShowCommand.self,
      ExplainCommand.self, DiffCommand.self, AcceptCommand.self, ValidateCommand.self,
      HealthCommand.self, LogsCommand.self, RenderCommand.self, UpCommand.self, DownCommand.self,
      RestartCommand.self,
      TestCommand.self, ScreenCommand.self, InitCommand.self, TrustCommand.self, KeysCommand.self,
      SchemaCommand.self, DoctorCommand.self, DocsCommand.self,
    ],
    defaultSubcommand: ConsoleCommand.self)
}

/// Moves the verb to the front of a command line: `-C dir up dev`, which git and make accept, becomes `up dev -C dir`.
func withVerbFirst(_ words: [String]) -> [String] {
  var options: [String] = []
  var rest = words[...]
  while let word = rest.first, let count = wordsOfSharedOption(word), rest.count >= count {
    options += rest.prefix(count)
    rest = rest.dropFirst(count)
  }
  let names = Triptych.configuration.subcommands.compactMap { $0.configuration.commandName }
  guard let verb = rest.first, names.contains(verb) else { return words }
  return rest + options
}

/// The number of words of a shared option and its value; `nil` for a word that is not a shared option.
private func wordsOfSharedOption(_ word: String) -> Int? {
  switch word {
  case "-C", "--directory", "--set": 2
  case _ where word.hasPrefix("--directory=") || word.hasPrefix("--set="): 1
  default: nil
  }
}

/// The version of triptych, as `triptych --version` prints it and CHANGELOG.md names it.
enum Version {
  static let text = "0.1.0"
}
