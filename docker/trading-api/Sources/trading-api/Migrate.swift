import ArgumentParser

struct Migrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look at the schema of the database, and bring it up to date.",
    subcommands: [MigrateStatus.self, MigrateUp.self])
}
