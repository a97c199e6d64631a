import ArgumentParser
import Environments

/// A command as ArgumentParser describes it in JSON; the manual page is made of these.
struct CommandDescription {
  var commandName: String
  var abstract: String?
  var discussion: String?
  var shouldDisplay: Bool
  var arguments: [ArgumentDescription]?
  var subcommands: [CommandDescription]?

  init(_ json: JSONValue) throws(JSONMismatch) {
    commandName = try json.required("commandName", \.string)
    abstract = try json.optional("abstract", \.string)
    discussion = try json.optional("discussion", \.string)
    shouldDisplay = try json.required("shouldDisplay", \.flag)
    arguments = try json.optional("arguments") { arguments throws(JSONMismatch) in
      try arguments.list(of: ArgumentDescription.init)
    }
    subcommands = try json.optional("subcommands") { commands throws(JSONMismatch) in
      try commands.list(of: CommandDescription.init)
    }
  }

  /// The subcommands that the help lists, without `help` itself.
  var listed: [CommandDescription] {
    (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
  }

  /// The description of the whole program.
  static func ofTriptych() throws -> CommandDescription {
    guard let answer = JSONValue(json: Array(Triptych._dumpHelp().utf8)) else {
      throw JSONMismatch()
    }
    return try answer.required("command", CommandDescription.init)
  }
}

/// One argument, option or flag of a command.
struct ArgumentDescription {
  struct Name {
    var kind: String
    var name: String

    init(_ json: JSONValue) throws(JSONMismatch) {
      kind = try json.required("kind", \.string)
      name = try json.required("name", \.string)
    }

    var text: String { (kind == "long" ? "--" : "-") + name }
  }

  var kind: String
  var names: [Name]?
  var abstract: String?
  var valueName: String?
  var defaultValue: String?
  var isOptional: Bool
  var isRepeating: Bool
  var shouldDisplay: Bool

  init(_ json: JSONValue) throws(JSONMismatch) {
    kind = try json.required("kind", \.string)
    names = try json.optional("names") { names throws(JSONMismatch) in
      try names.list(of: Name.init)
    }
    abstract = try json.optional("abstract", \.string)
    valueName = try json.optional("valueName", \.string)
    defaultValue = try json.optional("defaultValue", \.string)
    isOptional = try json.required("isOptional", \.flag)
    isRepeating = try json.required("isRepeating", \.flag)
    shouldDisplay = try json.required("shouldDisplay", \.flag)
  }
}

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
