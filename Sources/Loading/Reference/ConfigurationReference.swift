import Environments

/// The reference of all keys for docs/configuration.md.
package struct ConfigurationReference {
  /// The values of the shipped `base.yaml` as written, by key.
  package var shipped: [String: String]
  /// The tests that prove the effect of a key, by key.
  package var proofs: [String: [String]]

  package init(shipped: [String: String] = [:], proofs: [String: [String]] = [:]) {
    self.shipped = shipped
    self.proofs = proofs
  }

  /// The same text for the same values, with a final newline.
  package var markdown: String {
    var sections: [(name: String, keys: [SchemaKey])] = []
    for key in Schema.keys {
      let name = section(of: key.path)
      if sections.last?.name != name { sections.append((name, [])) }
      sections[sections.count - 1].keys.append(key)
    }
    return sections.map { table($0.name, $0.keys) }.joined(separator: "\n") + "\n" + Self.secrets
  }

  private func table(_ name: String, _ keys: [SchemaKey]) -> String {
    let title = name.isEmpty ? "## The file" : "## `\(name)`"
    let summary = Schema.sections[name].map { "\n\($0)\n" } ?? ""
    let head = """
      | key | takes | default | read by | tiers | meaning | proved by |
      |---|---|---|---|---|---|---|
      """
    let rows = keys.map { row($0) }.joined(separator: "\n")
    return "\(title)\n\(summary)\n\(head)\n\(rows)\n"
  }

  private func row(_ key: SchemaKey) -> String {
    let cells = [
      "`\(key.path)`", key.type.expectation, standIn(key),
      key.readers.map(\.rawValue).joined(separator: ", "), key.tiers ?? "", key.summary,
      (proofs[key.path] ?? []).joined(separator: "; "),
    ]
    return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }

  private func standIn(_ key: SchemaKey) -> String {
    if let text = key.defaultText { return "`\(text)`" }
    return shipped[key.path].map { "`\($0)` in base.yaml" } ?? ""
  }

  private func section(of path: String) -> String {
    let parts = path.split(separator: ".")
    if let star = parts.lastIndex(of: "*") { return parts[..<star].joined(separator: ".") }
    return parts.count > 1 ? String(parts[0]) : ""
  }

  private static var secrets: String {
    """
    ## What counts as a secret

    A variable whose type is `secret`, and a name with the words of one. `_`, `-`, `.`, digits and changes of case
    separate words: `DB_PASSWORD`, `dbPassword` and `Jwt__SecretKey`; some words also count when they are glued to
    another one, as in `PGPASSWORD`, `DBPASS`, `AUTHKEY` or `PASSWORDHASH`.

    - A secret anywhere: \(list(SecretPatterns.words)).
    - A secret at the end: \(list(SecretPatterns.endings)).
    - `KEY` and `KEYS` after another word than \(list(SecretPatterns.publicKeys)).
    - A last word that tells the environment does not count: \(list(SecretPatterns.environments)).
    - Not a secret with the last word \(list(SecretPatterns.descriptions)); nor, unless it is a password, with \
    \(list(SecretPatterns.places)).
    - A switch or a number, and a secret only with another value: \(list(SecretPatterns.figures)) beside the word of \
    the secret, as in `ALLOW_EMPTY_PASSWORD`.

    Under such a name, a value is no secret when it is plainly something else: `true`, `off` and the like, or a path
    below `/run/secrets` and similar folders; and, unless it is a password, a duration, a size, the path of a file, a
    URL without credentials, or a number when more words follow that of the secret. When in doubt it is one.

    A text is a secret, too, when a part of it is: a word that begins with \
    \(list(SecretPatterns.prefixes)); a private key between `-----BEGIN` and `-----END`; a hashed password such as \
    `$2y$…`; the address of a chat's hook; a password in a URL or a connection string, of an option such as \
    `--db-password=x` or `curl -u name:x`, of a header such as `Authorization`, of a JSON member or an XML element; \
    what signs a URL, such as `?sig=x`. `${NAME}` in its place is none. The key then moves to the \
    source `secrets`, under the same name, and shows a fingerprint.

    """
  }

  private static func list(_ words: [String]) -> String {
    words.map { "`\($0)`" }.joined(separator: ", ")
  }
}

/// The reference of all rules for docs/configuration.md.
package enum RuleReference {
  /// The same text at every call, with a final newline.
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
