import Environments

/// Keeps secret values of Compose files from getting any further.
struct ComposeMasking {
  var fingerprint: Fingerprinter

  /// What an entry becomes: its value fit for showing, the source it belongs to, and the password that its URL
  /// holds, when it holds one.
  struct Masked: Hashable, Sendable {
    var source: Source
    var value: Value
    var password: Value?
  }

  func mask(_ entry: ComposeEntry) -> Masked {
    if Self.isNamedSecret(entry) { return Masked(source: .secrets, value: secret(entry)) }
    let (value, passwords) = Self.withoutPasswords(entry.value)
    guard !passwords.isEmpty else { return Masked(source: .compose, value: entry.value) }
    // A password that is yet to be interpolated is none, and equal in every environment.
    let isWritten = entry.references.isEmpty
    let password = fingerprint(Secret(passwords.joined(separator: "\n")))
    return Masked(
      source: .compose, value: value, password: isWritten ? .secret(password) : nil)
  }

  /// What `mask` hides of a resolved entry.
  static func secretTexts(of entry: ComposeEntry) -> [String] {
    guard isNamedSecret(entry) else { return withoutPasswords(entry.value).1 }
    guard case .string(let text) = entry.value, !text.isEmpty else { return [] }
    return [text]
  }

  private static func isNamedSecret(_ entry: ComposeEntry) -> Bool {
    entry.isNamedText && SecretPatterns.isSecret(entry.path[entry.path.count - 1])
  }

  /// Until it is interpolated, a secret is the names of its variables: a default may well be the secret itself.
  private func secret(_ entry: ComposeEntry) -> Value {
    guard case .string(let text) = entry.value, !text.isEmpty else { return entry.value }
    guard entry.references.isEmpty else {
      return .string(entry.references.map { "${\($0.name)}" }.joined())
    }
    return .secret(fingerprint(Secret(text)))
  }

  private static func withoutPasswords(_ value: Value) -> (Value, [String]) {
    switch value {
    case .string(let text):
      guard let split = URLPassword(text) else { return (value, []) }
      return (.string(split.masked), [split.password])
    case .list(let values):
      let parts = values.map(withoutPasswords)
      return (.list(parts.map(\.0)), parts.flatMap(\.1))
    default: return (value, [])
    }
  }
}
