import Environments

/// Decides which names of a file a message may quote. What looks like a name may be a part of a secret: a line of a
/// private key, the rest of a password after its quote, or `s3cret` in `pa$s3cret`.
enum QuotableName {
  static let lengthMax = 50

  /// Whether the text reads as a name that a person gave a variable. A line of Base64 does not: it is long and
  /// mixes cases and digits, as a short secret on a line of its own does.
  static func isOfVariable(_ name: String) -> Bool {
    let isMixed =
      name.utf8.contains { (0x61...0x7A).contains($0) }
      && name.utf8.contains { (0x41...0x5A).contains($0) }
    if isMixed, name.utf8.contains(where: { (0x30...0x39).contains($0) }) { return false }
    return !name.isEmpty && name.utf8.count <= (isMixed ? 24 : lengthMax)
  }

  /// Whether a variable that a text uses may be named. In the value of a secret none is. Elsewhere `${name}` and
  /// `$NAME` are, which nobody writes by accident.
  static func isQuotable(_ reference: Interpolation.Reference) -> Bool {
    isOfVariable(reference.name)
      && (reference.isBraced || !reference.name.utf8.contains { (0x61...0x7A).contains($0) })
  }

  /// The names that may be told of a text that the owner has as its value.
  static func quotable(in template: Interpolation, of owner: String) -> Set<String> {
    if SecretPatterns.isSecret(owner) { return [] }
    return Set(template.references.filter(isQuotable).map(\.name))
  }
}
