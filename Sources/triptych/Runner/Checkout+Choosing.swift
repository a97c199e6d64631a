import ArgumentParser
import Environments

extension Checkout {
  /// The environment with the name. When it is not declared, lists the environments on standard error and throws.
  func environment(_ name: String, in configuration: Configuration) throws -> Environment {
    if let found = configuration.environments.first(where: { $0.name == name }) { return found }
    for entry in configuration.text(of: configuration.diagnostics).entries {
      StandardStreams.error(entry)
    }
    StandardStreams.error("error: there is no environment '\(name)' in \(root)")
    let names = configuration.environments.map(\.name)
    if let near = NearestName.of(name, among: names) {
      StandardStreams.error("  hint: did you mean \(near)?")
    } else if !names.isEmpty {
      StandardStreams.error("  hint: there are \(names.joined(separator: ", "))")
    }
    throw Outcome.usage
  }

  /// The environments with the names, in the order of the names; all environments when there are no names.
  func environments(_ names: [String], in configuration: Configuration) throws -> [Environment] {
    if names.isEmpty {
      guard !configuration.environments.isEmpty else {
        reportNoEnvironment(configuration.diagnostics, configuration.leftOut)
        throw Outcome.no
      }
      return configuration.environments
    }
    return try names.map { try environment($0, in: configuration) }
  }

  /// Says on standard error that there is no environment, and what can be done. Apps to choose from are a problem of
  /// their own, which says it already.
  func reportNoEnvironment(_ problems: [Diagnostic], _ leftOut: LeftOut) {
    for problem in problems { StandardStreams.error(problem.description) }
    guard leftOut.apps.isEmpty else { return }
    for line in leftOut.lines { StandardStreams.error(line) }
    StandardStreams.error("error: no environment was found in \(root)")
    StandardStreams.error(
      "  hint: triptych init --example writes three to start from; -C DIR opens another folder")
  }
}

/// Says on standard error which of the environments are shown without Compose's answer, and why.
func reportAsWritten(_ environments: [Environment], isOffline: Bool) {
  for environment in environments {
    guard let words = environment.notAnswered(isOffline: isOffline) else { continue }
    StandardStreams.error("note: \(words)")
  }
}

/// Throws for an environment that is not declared: acting requires a declaration that the operator has reviewed.
func refuseWhenUndeclared(_ environment: Environment) throws {
  guard let reason = environment.objectionToActing else { return }
  StandardStreams.error("refused: \(reason)")
  throw Outcome.refused
}

/// Prints every error that concerns the environment, and throws when there is one: an invalid environment is not
/// launched.
///
/// - Parameter codes: the codes of errors that are reported elsewhere.
func refuseWhenBroken(
  _ configuration: Configuration, for environment: Environment, except codes: Set<String> = []
) throws {
  let errors = configuration.problems.filter {
    $0.severity == .error && !codes.contains($0.code)
      && ($0.environments.isEmpty || $0.environments.contains(environment.name))
  }
  guard !errors.isEmpty else { return }
  let text = configuration.text(of: errors, among: [environment.name])
  for entry in text.entries { StandardStreams.error(entry) }
  StandardStreams.error("refused: \(environment.name) is not valid; nothing was done")
  throw Outcome.no
}
