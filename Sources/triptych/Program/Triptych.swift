import ArgumentParser

/// The command: the console by default, and a headless twin of each of its verbs.
struct Triptych: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "triptych",
    abstract: "Sees, compares, checks and runs the environments of a trading system.",
    discussion: """
      Without a subcommand it opens the console. Exit codes: 0 yes; 1 the answer is no; 64 usage; \
      69 engine unreachable; 70 defect; 75 locked by another; 77 refused; 124 deadline; 130 cancelled.
      """,
    version: Version.text,
    subcommands: [
      ConsoleCommand.self, ListCommand.self, StatusCommand.self, ShowCommand.self,
      ExplainCommand.self, DiffCommand.self, ValidateCommand.self, HealthCommand.self,
      LogsCommand.self, RenderCommand.self, UpCommand.self, DownCommand.self, RestartCommand.self,
      TestCommand.self, ScreenCommand.self, InitCommand.self, KeysCommand.self,
      SchemaCommand.self, DoctorCommand.self, DocsCommand.self,
    ],
    defaultSubcommand: ConsoleCommand.self)
}
