import Environments

/// The violations of all rules, in the order of the environments and then of the rules.
package func violations(of environments: [Environment]) -> [Diagnostic] {
  violations(of: environments.map { JudgedEnvironment($0) })
}

/// An environment with the violations that do not depend on other environments.
struct JudgedEnvironment: Sendable {
  let subject: RuleSubject
  let violations: [Diagnostic]

  init(_ environment: Environment) {
    let subject = RuleSubject(environment)
    // The requirements of a found environment were not decided yet.
    let most = environment.found == nil ? Diagnostic.Severity.error : .warning
    self.subject = subject
    violations = Rules.all.flatMap { rule -> [Diagnostic] in
      guard case .each(let check) = rule.check, let severity = subject.severity(of: rule) else {
        return []
      }
      return check(subject).map {
        diagnostic($0, rule, min(severity, most), [subject], [subject.name])
      }
    }
  }
}

/// The violations of checked environments, with those of the rules between environments.
func violations(of judged: [JudgedEnvironment]) -> [Diagnostic] {
  let subjects = judged.map(\.subject)
  return judged.flatMap(\.violations).shared(contexts: Set(subjects.flatMap(\.tierPosition)))
    + Rules.all.flatMap { between($0, subjects) }
}

/// The violations of a rule between environments. The strictest environment determines the severity, and each
/// environment can turn the rule off.
private func between(_ rule: Rule, _ subjects: [RuleSubject]) -> [Diagnostic] {
  guard case .together(let check) = rule.check else { return [] }
  return check(subjects).compactMap { finding in
    let concerned = subjects.filter { finding.environments.contains($0.name) }
    if concerned.contains(where: { $0.turnsOff(rule) }) { return nil }
    guard let severity = concerned.compactMap({ $0.severity(of: rule) }).max() else { return nil }
    let isFound = concerned.contains { $0.environment.found != nil }
    return diagnostic(
      finding, rule, isFound ? .warning : severity, concerned, finding.environments)
  }
}

private func diagnostic(
  _ finding: Rule.Finding, _ rule: Rule, _ severity: Diagnostic.Severity,
  _ concerned: [RuleSubject], _ environments: [String]
) -> Diagnostic {
  // What discovery has chosen stands nowhere: it would point at the beginning of a file.
  let guesses = concerned.compactMap(\.environment.found?.location)
  return Diagnostic(
    min(severity, finding.severityMax ?? .error), rule.code, finding.message, at: finding.location,
    hint: finding.hint,
    related: finding.related.filter { $0 != finding.location && !guesses.contains($0) },
    environments: environments)
}
