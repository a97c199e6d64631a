import Environments

/// One thing that must hold, of each environment or between all of them.
package struct Rule: Sendable {
  /// What one environment, or all of them together, do against the rule.
  enum Check: Sendable {
    case each(@Sendable (RuleSubject) -> [Finding])
    case together(@Sendable ([RuleSubject]) -> [Finding])
    /// Judged while the files are read, since only they tell the places.
    case whileLoading
  }

  /// One violation, told before its severity is known.
  struct Finding: Hashable, Sendable {
    var message: String
    var location: Location?
    var related: [Location] = []
    var hint: String?
    /// Which environments it concerns; empty when it is the one that was looked at.
    var environments: [String] = []
    /// Less than the tier's severity, where the rule says so.
    var severityMax: Diagnostic.Severity?
  }

  package var code: String
  /// What must hold, as a sentence.
  package var sentence: String
  /// What happens otherwise, as a sentence.
  package var reason: String
  /// The severity by tier; `nil` where the rule does not look.
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

/// Every rule there is. Codes are stable: they stand in `rules:` of environments and in documentation.
package enum Rules {
  package static let all: [Rule] =
    environmentRules + targetRules + resourceRules + apiRules + dataRules + secretRules
    + serviceRules + smokeRules

  private static let byCode: [String: Rule] = Dictionary(
    all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

  static func rule(_ code: String) -> Rule? { byCode[code] }

  /// What a violation is in a tier, unless the environment's own `rules:` say otherwise; `nil` when it is nothing.
  static func severity(_ code: String, _ tier: Tier, _ override: Value?) -> Diagnostic.Severity? {
    if case .string(let word)? = override { return Diagnostic.Severity(rawValue: word) }
    return byCode[code]?.severity(tier)
  }
}
