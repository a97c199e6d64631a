extension Rules {
  static let smokeRules: [Rule] = [
    Rule(
      "SMK01", "The smoke tests prove what the tier demands.",
      because: "A deployment passes that nobody has looked at.",
      development: .warning, staging: .error, production: .error, .each(proofs))
  ]

  /// An environment without any test says nothing of itself, and `triptych test` tells that.
  private static let proofs: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    guard let suite = subject.environment.smoke, !suite.tests.isEmpty else { return [] }
    let given = Set(suite.tests.compactMap(\.proves))
    return SmokeProof.demanded(by: subject.tier).filter { !given.contains($0) }.map { proof in
      Rule.Finding(
        message: "no smoke test of \(subject.name) proves \(proof.rawValue), "
          + "which \(subject.tier.rawValue) demands: \(proof.claim)",
        location: subject.place("smoke.url"), related: subject.tierPlace,
        hint: "add a test to smoke.tests with proves: \(proof.rawValue)")
    }
  }
}
