import ArgumentParser

/// The help of every listed subcommand, as docs/commands.md shows it.
enum CommandReference {
  static var markdown: String {
    var text = "```\n" + Triptych.helpMessage(columns: 100) + "\n```\n"
    for command in Triptych.configuration.subcommands where command.configuration.shouldDisplay {
      let name = command.configuration.commandName ?? ""
      text += "\n## `triptych \(name)`\n\n```\n"
      text += Triptych.helpMessage(for: command, columns: 100) + "\n```\n"
    }
    return text
  }
}
