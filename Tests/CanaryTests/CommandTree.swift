import FoundationEssentials

/// The subcommands as the program itself describes them, so that a new one is called without being named here.
struct CommandTree: Decodable {
  struct Command: Decodable {
    var commandName: String
    var shouldDisplay: Bool
    var arguments: [Argument]?
    var subcommands: [Command]?
  }

  struct Argument: Decodable {
    struct Name: Decodable { var name: String }

    var kind: String
    var names: [Name]?
    var valueName: String?
    var isOptional: Bool
    var allValues: [String]?
  }

  var command: Command

  /// - Parameter json: what `--experimental-dump-help` prints.
  init(json: String) throws {
    self = try JSONDecoder().decode(CommandTree.self, from: Data(json.utf8))
  }

  /// All but the console, which needs a terminal.
  var subcommands: [Command] {
    (command.subcommands ?? []).filter {
      $0.shouldDisplay && !["help", "console"].contains($0.commandName)
    }
  }
}

/// What a command line needs and the program cannot tell: the names of things in the repository.
struct Vocabulary {
  var environments: [String]
  /// Keys of the first environment.
  var keys: [String]
  var views: [String]

  /// The words for a required argument; `nil` for one that nobody has told yet.
  fileprivate func words(for argument: CommandTree.Argument) -> [[String]]? {
    switch argument.valueName {
    case "environment", "env": environments.map { [$0] }
    case "key": keys.map { [$0] }
    case _ where argument.isOptional: [[]]
    default: nil
    }
  }
}

extension CommandTree.Command {
  struct Unknown: Error, CustomStringConvertible {
    var description: String
  }

  var isAct: Bool { has("yes") }

  /// Whether calls of it may run side by side.
  var onlyReads: Bool { has("format") && !isAct && commandName != "init" }

  /// The calls to make: for each environment, in each format, with and without each of its flags. Where there are many
  /// rows or views to name, each is called in one of these ways.
  func calls(_ vocabulary: Vocabulary) throws -> [[String]] {
    let operands = try operands(vocabulary)
    let ways = { (operands: [String]) in
      self.switches(for: operands.first).flatMap { switches in formats.map { switches + $0 } }
    }
    guard operands.count > 10 else {
      return operands.flatMap { operands in
        ways(operands).map { [commandName] + operands + $0 }
      }
    }
    return operands.enumerated().map { number, operands in
      let ways = ways(operands)
      return [commandName] + operands + ways[number % ways.count]
    }
  }

  private func operands(_ vocabulary: Vocabulary) throws -> [[String]] {
    if commandName == "screen" { return screens(vocabulary) }
    var all: [[String]] = [[]]
    for argument in arguments ?? [] where argument.kind == "positional" {
      guard let words = vocabulary.words(for: argument) else {
        throw Unknown(
          description: "say in Vocabulary what \(commandName) takes for \(argument.valueName ?? "")"
        )
      }
      all = all.flatMap { front in words.map { front + $0 } }
    }
    return commandName == "explain" ? all.filter { $0[0] == vocabulary.environments[0] } : all
  }

  private func screens(_ vocabulary: Vocabulary) -> [[String]] {
    let views = vocabulary.views.flatMap { view in
      view == "explanation KEY"
        ? vocabulary.keys.prefix(3).map { ["explanation", $0] } : [[view]]
    }
    return views.map { $0 + ["--focus", vocabulary.environments[0], "--size", "200x500"] }
  }

  private var formats: [[String]] {
    let values = arguments?.first { $0.names?.first?.name == "format" }?.allValues ?? []
    return values.isEmpty ? [[]] : values.map { ["--format", $0] }
  }

  /// Flags that need a person, never end or answer something else.
  private static let unflown: Set<String> = [
    "help", "h", "version", "yes", "follow", "f", "watch", "exit-code",
  ]

  private func switches(for environment: String?) -> [[String]] {
    let consent =
      (has("yes") ? ["--yes"] : []) + (has("confirm") ? ["--confirm", environment ?? ""] : [])
    let flags = (arguments ?? []).filter { $0.kind == "flag" }
      .compactMap { $0.names?.last?.name }.filter { !Self.unflown.contains($0) }
    return [consent] + flags.map { consent + ["--" + $0] }
  }

  private func has(_ name: String) -> Bool {
    arguments?.contains { $0.names?.contains { $0.name == name } == true } == true
  }
}
