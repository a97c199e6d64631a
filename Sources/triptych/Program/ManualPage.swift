/// `docs/triptych.1`: the manual page, in the macros of mdoc(7), printed from the commands themselves.
struct ManualPage {
  private let program: CommandDescription

  init(of program: CommandDescription) { self.program = program }

  var text: String {
    let lines =
      head + commands + ManualFacts.environment + ManualFacts.files + ManualFacts.exitStatus
      + examples + [".Sh SEE ALSO", ".Xr age 1 ,", ".Xr docker 1"]
    return lines.joined(separator: "\n") + "\n"
  }

  private var head: [String] {
    let abstract = program.abstract ?? ""
    let sentence = abstract.hasSuffix(".") ? String(abstract.dropLast()) : abstract
    return [
      #".\" Written by `triptych docs` from the program's own help: change that."#,
      ".Dd $Mdocdate$", ".Dt TRIPTYCH 1", ".Os", ".Sh NAME", ".Nm triptych",
      ".Nd \(Roff.text(sentence))", ".Sh SYNOPSIS", ".Nm", ".Op Ar command", ".Op Ar options",
      ".Sh DESCRIPTION", ".Nm", "without a command opens the console.",
      "Every verb of it is a command, too:",
      "answers go to standard output, everything else to standard error.",
      "Options that every command has may stand before it.",
    ]
  }

  private var commands: [String] {
    [".Sh COMMANDS"] + program.listed.flatMap(command)
  }

  private func command(_ command: CommandDescription) -> [String] {
    let own = (command.arguments ?? []).filter {
      $0.shouldDisplay && $0.names?.contains { $0.name == "help" || $0.name == "version" } != true
    }
    return [".Ss \(Roff.argument(synopsis(of: command, own)))"]
      + [command.abstract, command.discussion].compactMap { $0 }.map(Roff.paragraph)
      + (own.isEmpty ? [] : Roff.list(own.map(entry), width: "Ds"))
  }

  private func synopsis(of command: CommandDescription, _ own: [ArgumentDescription]) -> String {
    let operands = own.filter { $0.kind == "positional" }.map { argument in
      let name = (argument.valueName ?? "") + (argument.isRepeating ? " ..." : "")
      return argument.isOptional ? "[\(name)]" : name
    }
    return ([command.commandName] + operands).joined(separator: " ")
  }

  private func entry(of argument: ArgumentDescription) -> (name: String, meaning: String) {
    let value = argument.valueName ?? ""
    let names = (argument.names ?? []).map(\.text).joined(separator: ", ")
    let name =
      switch argument.kind {
      case "positional": value
      case "option": "\(names) \(value)"
      default: names
      }
    let usual = argument.kind == "flag" ? nil : argument.defaultValue.map { " (default: \($0))" }
    return (name, (argument.abstract ?? "") + (usual ?? ""))
  }

  private var examples: [String] {
    [".Sh EXAMPLES"]
      + [
        ("What differs, for a pull request", "triptych diff --format markdown"),
        ("Where a value comes from", "triptych explain prod api.tls.enabled"),
        ("Launch, prove and stop", "triptych up dev && triptych test dev && triptych down dev"),
      ].flatMap { [Roff.text($0.0) + ":", ".Pp", ".Dl \(Roff.text($0.1))", ".Pp"] }.dropLast()
  }
}
