import Environments

extension Rules {
  static let smokeRules: [Rule] = [
    Rule(
      "SMK01", "The smoke tests prove what `smoke.demands` names.",
      because: "A deployment counts as good without a proof that it works.",
      development: .warning, staging: .error, production: .error, .each(proofs))
  ]

  /// Demands come from the declaration alone: where it names none, no test is missed.
  private static let proofs: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    let demands = subject.environment.demandedProofs
    guard !demands.isEmpty else { return [] }
    let tests = subject.environment.smoke?.tests ?? []
    // Invalid tests are reported individually.
    if tests.isEmpty, !subject.environment.settings(.settings, under: "smoke.tests.").isEmpty {
      return []
    }
    let given = Set(tests.compactMap(\.proves))
    return demands.filter { !given.contains($0.name) }.map { proof in
      Rule.Finding(
        message: "no smoke test proves \(proof.name): \(proof.claim.spelledOut)",
        location: subject.position("smoke.demands.\(proof.name)"), related: subject.tierPosition,
        hint: "add a test to smoke.tests with proves: \(proof.name)")
    }
  }
}
