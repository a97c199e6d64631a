import Environments

/// A requirement of each environment, or between all environments.
package struct Rule: Sendable {
  /// The check of the rule, for one environment or for all of them together.
  enum Check: Sendable {
    case each(@Sendable (RuleSubject) -> [Finding])
    case together(@Sendable ([RuleSubject]) -> [Finding])
    /// Checked while the files are read, since only they provide the positions.
    case whileLoading
  }

  /// One violation, before its severity is known.
  struct Finding: Hashable, Sendable {
    var message: String
    var location: Location?
    var related: [Location] = []
    var hint: String?
    /// The environments concerned; empty for the one that was checked.
    var environments: [String] = []
    /// An upper bound of the severity, below that of the tier.
    var severityMax: Diagnostic.Severity?
  }

  package var code: String
  /// The requirement, as a sentence.
  package var sentence: String
  /// The consequence of a violation, as a sentence.
  package var reason: String
  /// The severity by tier; `nil` where the rule does not apply.
  package var development: Diagnostic.Severity?
  package var staging: Diagnostic.Severity?
  package var production: Diagnostic.Severity?
  var check: Check

  init(
    _ code: String, _ sentence: String, because reason: String,
    development: Diagnostic.Severity? = nil, staging: Diagnostic.Severity? = nil,
    production: Diagnostic.Severity? = nil, _ check: Check
  ) {
    self.code = code
    self.sentence = sentence
    self.reason = reason
    self.development = development
    self.staging = staging
    self.production = production
    self.check = check
  }

  package func severity(_ tier: Tier) -> Diagnostic.Severity? {
    switch tier {
    case .development: development
    case .staging: staging
    case .production: production
    }
  }
}

/// All rules. Their codes are stable, since `rules:` of environments and the documentation refer to them.
package enum Rules {
  package static let all: [Rule] =
    environmentRules + targetRules + resourceRules + apiRules + dataRules + secretRules
    + serviceRules + portRules + smokeRules

  private static let byCode: [String: Rule] = Dictionary(
    all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

  static func rule(_ code: String) -> Rule? { byCode[code] }

  /// The severity of a violation in a tier, or that of the environment's own `rules:`; `nil` when it is not reported.
  static func severity(_ code: String, _ tier: Tier, _ override: Value?) -> Diagnostic.Severity? {
    if case .string(let word)? = override { return Diagnostic.Severity(rawValue: word) }
    return byCode[code]?.severity(tier)
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, at its first place.
  var withoutRepeats: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
