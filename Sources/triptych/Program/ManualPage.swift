import Loading

/// The manual page `docs/triptych.1`, in the macros of mdoc(7), generated from the help of the commands.
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
      "Each of its verbs is also a command:",
      "answers go to standard output, everything else to standard error.",
      "Options that every command has may come before the command.",
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

/// The sections of the manual page that do not follow from the commands.
enum ManualFacts {
  static let exitStatus =
    [".Sh EXIT STATUS"]
    + Roff.list(
      [
        ("0", "Success, or the answer is yes."),
        ("1", "The answer is no: invalid, unhealthy, launch failed, differs with --exit-code."),
        ("64", "The command line is wrong."),
        ("69", "The engine cannot be reached."),
        ("74", "The answer cannot be written, as when the disk is full."),
        ("75", "Another operation holds the environment."),
        ("77", "Refused: it needs --yes or --confirm with the name."),
        ("124", "A deadline passed."),
        ("130", "Cancelled."),
      ], width: "124")

  static let environment =
    [".Sh ENVIRONMENT"]
    + Roff.list(
      [
        ("DOCKER_HOST", "The engine of environments that name no context. Beats DOCKER_CONTEXT."),
        ("DOCKER_CONTEXT", "The docker context of environments that name none."),
        ("DOCKER_CONFIG", "The folder of docker's own settings and plugins; ~/.docker by default."),
        ("EDITOR, VISUAL", "The editor that opens a file at its line; VISUAL comes first."),
        ("LANG, LC_ALL, LC_CTYPE", "Without UTF-8 the frames are drawn in ASCII."),
        ("NO_COLOR", "When set, nothing is coloured."),
        ("TERM", "The type of the terminal. With dumb the overview is printed once, as text."),
      ], width: "DOCKER_CONTEXT")

  static let files =
    [".Sh FILES"]
    + Roff.list(
      [
        ("configs/environment/*.yaml", "The environments; base.yaml is what the others extend."),
        ("configs/environment/*.local.yaml", "Overrides of one checkout, kept out of git."),
        (
          "configs/accepted-differences.yaml",
          "Differences that are accepted, each with its reason."
        ),
        ("docker/.env.*", "Values of the variables in the Compose files."),
        (".triptych/run", "Rendered configuration that containers mount."),
        (".triptych/secrets", "Keys, certificates and passwords; back them up."),
        (".triptych/activity.jsonl", "The intent and the outcome of every act."),
        (".triptych/triptych.log", "Every docker command, exactly as run, with its result."),
      ], width: "Ds")
}

/// Escapes text for a manual page, so that nothing in it is read as a request or an escape.
enum Roff {
  static func text(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
      .replacing("`", with: "")
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }

  /// The text as one quoted argument of a request.
  static func argument(_ text: String) -> String {
    "\"" + Self.text(text).replacing("\"", with: "\\(dq") + "\""
  }

  /// The text with each sentence on a line of its own, as manual pages are written.
  static func paragraph(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
      .replacing(". ", with: ".\n").split(separator: "\n").map { Roff.text(String($0)) }
      .joined(separator: "\n")
  }

  /// A list of names with what they mean, such as exit codes.
  static func list(_ entries: [(name: String, meaning: String)], width: String) -> [String] {
    [".Bl -tag -width \(width)"]
      + entries.flatMap { [".It \(argument($0.name))", paragraph($0.meaning)] } + [".El"]
  }
}
