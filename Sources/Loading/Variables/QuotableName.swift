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

  /// Whether a variable that a text uses may be named. `${name}` and `$NAME` are, which nobody writes by accident.
  static func isQuotable(_ reference: Interpolation.Reference) -> Bool {
    isOfVariable(reference.name)
      && (reference.isBraced || !reference.name.utf8.contains { (0x61...0x7A).contains($0) })
  }

  /// Whether a variable that the value of a secret uses may be named: one that is the whole value, and `${DB_PASSWORD}`,
  /// which names a secret itself.
  ///
  /// - Parameter owner: the name of the secret, which an item of a list gives itself: `NAME=${name}`.
  static func isQuotable(
    _ reference: Interpolation.Reference, inSecret template: Interpolation, of owner: String
  ) -> Bool {
    let name = reference.name
    guard reference.isBraced, isOfVariable(name) else { return false }
    let parts = template.parts.filter { $0 != .text("\(owner)=") }
    if parts == [.variable(reference)] { return true }
    return !name.utf8.contains { (0x61...0x7A).contains($0) } && SecretPatterns.isSecret(name)
  }

  /// The names that may be told of a text that the owner has as its value.
  static func quotable(in template: Interpolation, of owner: String) -> Set<String> {
    let isSecret = SecretPatterns.isSecret(owner)
    return Set(
      template.references.filter {
        isSecret ? isQuotable($0, inSecret: template, of: owner) : isQuotable($0)
      }.map(\.name))
  }
}
