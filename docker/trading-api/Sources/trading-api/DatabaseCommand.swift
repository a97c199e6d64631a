import ArgumentParser

struct DatabaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "database",
    abstract: "Look at the database.",
    subcommands: [DatabaseStatus.self])
}
