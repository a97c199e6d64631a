import Environments
import Glibc

extension ConsentOptions {
  /// Asks for what stands between a plan and the deed, unless the operator gave it already; throws when it is not given.
  ///
  /// - Parameter verb: as one says it to triptych, such as `Launch`.
  func ask(_ verb: String, _ environment: String, guardrail: Guard, tier: Tier) throws {
    switch guardrail {
    case .none: return
    // In development, having typed verb and name is consent; on the screen, one key is not.
    case .confirmation where tier == .development: return
    case .confirmation:
      if yes || confirm == environment { return }
      if answer(to: "\(verb) \(environment)? [y/N] ") == "y" { return }
      throw refused(verb, environment, "it needs a yes: pass --yes")
    case .typedName:
      if confirm == environment { return }
      if let confirm { throw refused(verb, environment, "'\(confirm)' is not its name") }
      if answer(to: "\(environment) is protected. Type its name to go on: ") == environment {
        return
      }
      throw refused(verb, environment, "it is protected: pass --confirm \(environment)")
    }
  }

  private func answer(to question: String) -> String? {
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return nil }
    StandardStreams.prompt(question)
    return readLine()
  }

  private func refused(_ verb: String, _ environment: String, _ reason: String) -> any Error {
    StandardStreams.error("refused: \(verb.lowercased()) of \(environment): \(reason)")
    return Outcome.refused
  }
}
