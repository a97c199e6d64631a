import FoundationEssentials

/// What ArgumentParser tells of its own commands, as its JSON has it; the man page is made of it.
struct CommandDescription: Decodable {
  var commandName: String
  var abstract: String?
  var discussion: String?
  var shouldDisplay: Bool
  var arguments: [ArgumentDescription]?
  var subcommands: [CommandDescription]?

  /// Those that the help lists, but for `help` itself.
  var listed: [CommandDescription] {
    (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
  }

  /// Of the whole program.
  static func ofTriptych() throws -> CommandDescription {
    let answer = try JSONDecoder().decode(Answer.self, from: Data(Triptych._dumpHelp().utf8))
    return answer.command
  }

  private struct Answer: Decodable {
    var command: CommandDescription
  }
}

/// One argument, option or flag of a command.
struct ArgumentDescription: Decodable {
  struct Name: Decodable {
    var kind: String
    var name: String

    var text: String { (kind == "long" ? "--" : "-") + name }
  }

  var kind: String
  var names: [Name]?
  var abstract: String?
  var valueName: String?
  var defaultValue: String?
  var allValues: [String]?
  var isOptional: Bool
  var isRepeating: Bool
  var shouldDisplay: Bool
}
