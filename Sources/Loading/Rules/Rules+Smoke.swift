import Environments

extension Rules {
  static let smokeRules: [Rule] = [
    Rule(
      "SMK01", "The smoke tests prove what the tier demands.",
      because: "A deployment counts as good without a proof that it works.",
      development: .warning, staging: .error, production: .error, .each(proofs))
  ]

  private static let proofs: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    guard let suite = subject.environment.smoke else { return silence(subject) }
    // Invalid tests are reported individually.
    guard !suite.tests.isEmpty else { return [] }
    let given = Set(suite.tests.compactMap(\.proves))
    return SmokeProof.demanded(by: subject.tier).filter { !given.contains($0) }.map { proof in
      Rule.Finding(
        message: "no smoke test of \(subject.name) proves \(proof.rawValue), "
          + "which \(subject.tier.rawValue) demands: \(proof.claim)",
        location: subject.position("smoke.url"), related: subject.tierPosition,
        hint: "add a test to smoke.tests with proves: \(proof.rawValue)")
    }
  }

  /// Reports an environment with services and without tests. It applies only to a declared tier, not to a guessed one.
  private static func silence(_ subject: RuleSubject) -> [Rule.Finding] {
    guard subject.tier != .development, subject.environment.found == nil,
      !subject.environment.target.composeFiles.isEmpty,
      let position = subject.tierPosition.first,
      subject.environment.settings(.settings, under: "smoke.tests.").isEmpty
    else { return [] }
    let proofs = SmokeProof.demanded(by: subject.tier).map(\.rawValue).joined(separator: ", ")
    return [
      Rule.Finding(
        message: "\(subject.name) has no smoke tests, and \(subject.tier.rawValue) demands them",
        location: position,
        hint: "add tests to smoke.tests that prove \(proofs), or turn SMK01 off with a reason",
        severityMax: .warning)
    ]
  }
}
