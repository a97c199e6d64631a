import ArgumentParser
import Environments
import Glibc
import Operations

/// The operator's consent, passed with the command or given when asked.
struct ConsentOptions: ParsableArguments {
  @Flag(help: "Answer yes instead of being asked.")
  var yes = false

  @Option(
    help: ArgumentHelp("The name of a protected environment, typed.", valueName: "name"),
    completion: Completions.environments)
  var confirm: String?

  @Flag(help: "Act on containers that another checkout launched.")
  var adopt = false

  /// Whether there is a terminal to ask on.
  static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// The consent that the command line carries. In development, the typed command is itself a yes; on the screen, one key
  /// is not.
  func passed(_ environment: Environment) -> Consent {
    if let confirm { return .typedName(confirm) }
    return yes || environment.tier == .development ? .yes : .nothing
  }

  /// The consent for an act; asks on the terminal for what is missing. What acts judges it.
  ///
  /// - Parameters:
  ///   - verb: as the operator names the act, such as `Launch`.
  ///   - lacking: why a consent does not suffice.
  func given(
    to verb: String, _ environment: Environment, guardrail: Guard,
    lacking: (Consent) -> PlanRefusal?
  ) -> Consent {
    let passed = passed(environment)
    guard confirm == nil, Self.canAsk, lacking(passed) != nil else { return passed }
    switch guardrail {
    case .none: return passed
    case .confirmation:
      return Self.isYes(Self.answer(to: "\(verb) \(environment.name)? [y/N] ")) ? .yes : passed
    case .typedName:
      let name = Self.answer(to: "\(environment.name) is protected. Type its name to go on: ") ?? ""
      return name.isEmpty ? passed : .typedName(name)
    }
  }

  static func isYes(_ answer: String?) -> Bool {
    let word = (answer ?? "").lowercased().filter { !$0.isWhitespace }
    return word == "y" || word == "yes"
  }

  static func answer(to question: String) -> String? {
    StandardStreams.prompt(question)
    return readLine()
  }
}
