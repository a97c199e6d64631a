/// Recognizes secrets by their names and by the form of their values. docs/configuration.md documents the lists.
package enum SecretPatterns {
  // What the documentation lists, in order.
  package static let words = SecretWords.passwords.union(SecretWords.secrets).sorted()
  package static let endings = SecretWords.endings.sorted()
  package static let environments = SecretWords.environments.sorted()
  package static let publicKeys = SecretWords.publicKeys.sorted()
  package static let descriptions = SecretWords.descriptions.sorted()
  package static let places = SecretWords.places.sorted()
  package static let figures = SecretWords.switches.union(SecretWords.counts).sorted()
  package static let prefixes = IssuedSecrets.prefixes

  /// Whether the name is that of a secret, such as `DB_PASSWORD`, `dbPassword` or `PGPASSWORD`.
  package static func isSecret(_ name: String) -> Bool {
    SecretName.mayBe(name.utf8Span.span) && isSecret(name: Array(name.utf8)[...])
  }

  package static func isSecret(name: ArraySlice<UInt8>) -> Bool {
    SecretName(name)?.kind == .secret
  }

  /// Whether the name makes the value a secret. It does not when the value is plainly something else: `true`, the path
  /// of a mounted file, or a duration under the name of a token.
  package static func isSecret(_ name: String, value: String) -> Bool {
    SecretName.mayBe(name.utf8Span.span)
      && isSecret(name: Array(name.utf8)[...], value: Array(value.utf8)[...])
  }

  package static func isSecret(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>) -> Bool {
    guard let name = SecretName(name) else { return false }
    if value.isEmpty { return name.kind == .secret }
    return !PlainValue.isPlain(value, under: name)
  }

  /// Whether a part of the text has the form of a secret, such as an issuer's prefix or a password inside a URL. What
  /// only stands in place of a secret, such as `${PW}`, does not.
  package static func looksSecret(_ text: String) -> Bool {
    guard text.utf8.count >= 8, SecretScan.canHoldSecret(text.utf8Span.span) else { return false }
    return isSecret(in: Array(text.utf8))
  }

  package static func looksSecret(text: ArraySlice<UInt8>) -> Bool {
    guard text.count >= 8, SecretScan.canHoldSecret(text.span) else { return false }
    return isSecret(in: Array(text))
  }

  private static func isSecret(in bytes: [UInt8]) -> Bool {
    SecretScan.parts(of: bytes, isProse: false).contains { !SecretScan.isPlaceholder(bytes[$0]) }
  }

  /// The parts of any text that are secrets, in their order: passwords in URLs and connection strings, the values of
  /// options, variables, headers and JSON members with the name of a secret, private keys, and what issuers mark as
  /// theirs. They do not overlap.
  package static func secretParts(of text: String) -> [Range<String.Index>] {
    let utf8 = text.utf8
    return secretParts(in: Array(utf8)).map { range in
      utf8.index(
        utf8.startIndex, offsetBy: range.lowerBound)..<utf8.index(
          utf8.startIndex, offsetBy: range.upperBound)
    }
  }

  /// The same parts of a text in UTF-8.
  package static func secretParts(in bytes: [UInt8]) -> [Range<Int>] {
    SecretScan.parts(of: bytes, isProse: true)
  }
}
