/// One run of an environment's smoke tests, and whether the environment gave what its tier demands.
package struct SmokeReport: Hashable, Sendable {
  /// How the run ended.
  package enum Ending: Hashable, Sendable {
    /// Every test that was asked for had its turn.
    case complete
    case cancelled
    case deadlinePassed
    /// Nothing was asked of the environment.
    case refused(reason: String)
    case failed(reason: String)
    case engineUnreachable(reason: String)
    case lockedBy(String)
  }

  package var environment: String
  package var tier: Tier
  /// Every test of the suite, in its order.
  package var results: [SmokeResult]
  package var demands: [SmokeDemand]
  package var ending: Ending
  package var tookMilliseconds: Int
  /// What could not be recorded, in words.
  package var notices: [String] = []

  package init(
    of environment: Environment, _ results: [SmokeResult], ending: Ending, tookMilliseconds: Int
  ) {
    self.environment = environment.name
    tier = environment.tier
    self.results = results
    demands = environment.demandedProofs.map { SmokeDemand($0, among: results) }
    self.ending = ending
    self.tookMilliseconds = tookMilliseconds
  }

  /// Every test that ran passed, at least one did, and no demanded proof is missing or not met.
  package var isPassed: Bool {
    ending == .complete && results.contains { $0.verdict == .passed }
      && !results.contains(where: \.isFailed)
      && demands.allSatisfy { $0.verdict == .met || $0.verdict == .notRun }
  }
}

extension Environment {
  /// What the tier demands, unless the environment's own `rules:` turn SMK01 off with a reason.
  package var demandedProofs: [SmokeProof] {
    let severity = setting(SettingKey(.settings, "rules.SMK01.severity"))?.value
    return severity == .string("off") ? [] : SmokeProof.demanded(by: tier)
  }
}
