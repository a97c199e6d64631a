import Environments

/// The reference of every rule, as it stands in docs/configuration.md.
package enum RuleReference {
  /// The same text at every call; a newline ends it.
  package static var markdown: String {
    let head = """
      | code | rule | otherwise | development | staging | production |
      |---|---|---|---|---|---|
      """
    let rows = Rules.all.map { rule in
      let severities = Tier.allCases.map { rule.severity($0)?.rawValue ?? "–" }
      let cells = [rule.code, rule.sentence, rule.reason] + severities
      return "| " + cells.joined(separator: " | ") + " |"
    }
    return head + "\n" + rows.joined(separator: "\n") + "\n"
  }
}
