import Environments

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
