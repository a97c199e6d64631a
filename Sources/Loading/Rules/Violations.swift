import Environments

/// Looks at every rule. Sorted as the environments are, then by the order of the rules.
package func violations(of environments: [Environment]) -> [Diagnostic] {
  violations(of: environments.map { JudgedEnvironment($0) })
}

/// An environment with what it does against the rules by itself, whatever the others are.
struct JudgedEnvironment: Sendable {
  let subject: RuleSubject
  let violations: [Diagnostic]

  init(_ environment: Environment) {
    let subject = RuleSubject(environment)
    // Nobody has said yet what a found environment is to be.
    let most = environment.found == nil ? Diagnostic.Severity.error : .warning
    self.subject = subject
    violations = Rules.all.flatMap { rule -> [Diagnostic] in
      guard case .each(let check) = rule.check, let severity = subject.severity(of: rule) else {
        return []
      }
      return check(subject).map { diagnostic($0, rule, min(severity, most), subject.name) }
    }
  }
}

/// What is left to look at are the rules between environments.
func violations(of judged: [JudgedEnvironment]) -> [Diagnostic] {
  let subjects = judged.map(\.subject)
  return merged(judged.flatMap(\.violations)) + Rules.all.flatMap { between($0, subjects) }
}

/// A finding between environments is as severe as the strictest of them says, and nothing where one of them
/// gave a reason to turn it off.
private func between(_ rule: Rule, _ subjects: [RuleSubject]) -> [Diagnostic] {
  guard case .together(let check) = rule.check else { return [] }
  return check(subjects).compactMap { finding in
    let concerned = subjects.filter { finding.environments.contains($0.name) }
    if concerned.contains(where: { $0.turnsOff(rule) }) { return nil }
    guard let severity = concerned.compactMap({ $0.severity(of: rule) }).max() else { return nil }
    let isFound = concerned.contains { $0.environment.found != nil }
    return diagnostic(finding, rule, isFound ? .warning : severity, nil)
  }
}

private func diagnostic(
  _ finding: Rule.Finding, _ rule: Rule, _ severity: Diagnostic.Severity, _ environment: String?
) -> Diagnostic {
  Diagnostic(
    min(severity, finding.severityMax ?? .error), rule.code, finding.message, at: finding.location,
    hint: finding.hint, related: finding.related,
    environments: environment.map { [$0] } ?? finding.environments)
}

/// What several environments inherit is told once and names them all.
private func merged(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
  var result: [Diagnostic] = []
  var places: [Diagnostic: Int] = [:]
  for diagnostic in diagnostics {
    var anonymous = diagnostic
    anonymous.environments = []
    if diagnostic.location != nil, let place = places[anonymous] {
      result[place].environments += diagnostic.environments
    } else {
      places[anonymous] = result.count
      result.append(diagnostic)
    }
  }
  return result
}
