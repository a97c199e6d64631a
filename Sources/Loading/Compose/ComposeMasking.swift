import Environments

/// Masks the secret values of Compose files.
struct ComposeMasking {
  /// The secrets of the environment.
  var secrets = KnownSecrets()
  var fingerprint: Fingerprinter

  /// A masked entry: the value that may be shown, its source, and the fingerprint of what is hidden in it, so that two
  /// values that differ only there are different.
  struct Masked: Hashable, Sendable {
    var source: Source
    var value: Value
    var password: Value?

    /// The same setting with a value that is not known.
    func unknown(_ reason: String) -> Masked {
      Masked(
        source: source, value: .unknown(reason), password: password.map { _ in .unknown(reason) })
    }
  }

  func mask(_ entry: ComposeEntry) -> Masked {
    if Self.isNamedSecret(entry) {
      // The name alone decides where the key stands, so that it stands there in every environment.
      return Masked(source: .secrets, value: secret(entry))
    }
    var hidden: [String] = []
    let value = masked(entry.value, entry, &hidden)
    guard !hidden.isEmpty else { return Masked(source: .compose, value: entry.value) }
    let print = Value.secret(fingerprint(Self.joined(hidden)))
    if entry.isNamedText, value == .string(Secret.mask) {
      return Masked(source: .secrets, value: print)
    }
    // A secret that still interpolates is only a placeholder, and equal in every environment.
    let isWritten = entry.references.isEmpty || hidden.contains { !$0.hasPrefix("$") }
    return Masked(source: .compose, value: value, password: isWritten ? print : nil)
  }

  /// One secret for all parts that are hidden. A single part is itself, so that its fingerprint is that of the variable
  /// it comes from; of several, each is preceded by its length, so that different parts never give the same text.
  private static func joined(_ hidden: [String]) -> Secret {
    guard hidden.count > 1 else { return Secret(hidden.joined()) }
    return Secret(hidden.map { "\($0.utf8.count):\($0)" }.joined())
  }

  /// The secret texts that `mask` hides in an entry because of its name or its form.
  static func secretTexts(of entry: ComposeEntry) -> [String] {
    guard isNamedSecret(entry) else {
      var hidden: [String] = []
      _ = ComposeMasking { _ in Fingerprint("") }.masked(entry.value, entry, &hidden)
      return hidden
    }
    guard case .string(let text) = entry.value, !text.isEmpty, entry.isSecret(text) else {
      return []
    }
    return [text]
  }

  static func isNamedSecret(_ entry: ComposeEntry) -> Bool {
    guard entry.isNamedText else { return false }
    if SecretPatterns.isSecret(entry.path[entry.path.count - 1]) { return true }
    guard entry.references.isEmpty, case .string(let text) = entry.value else { return false }
    return entry.isSecret(text)
  }

  /// A secret that interpolates is represented by the names of its variables, since a default may be the secret itself.
  private func secret(_ entry: ComposeEntry) -> Value {
    guard case .string(let text) = entry.value, !text.isEmpty else { return entry.value }
    guard entry.references.isEmpty else {
      return .string(entry.references.map { "${\($0.name)}" }.joined())
    }
    guard entry.isSecret(text) else {
      return .string(secrets.masked(text, at: entry.path) ?? text)
    }
    return .secret(fingerprint(Secret(text)))
  }

  /// The value with `•••` in place of what is secret in it.
  private func masked(_ value: Value, _ entry: ComposeEntry, _ hidden: inout [String]) -> Value {
    switch value {
    case .string(let text):
      let shown = masked(text, entry)
      guard shown != text else { return value }
      hidden += MaskedText.hiddenParts(of: text, shownAs: shown)
      return .string(shown)
    case .list(let values):
      let words = values.map { masked($0, entry, &hidden) }
      return .list(entry.isCommand ? maskedAsWords(words, &hidden) : words)
    case .map(let entries):
      return .map(
        Dictionary(
          entries.sorted { $0.key < $1.key }.map {
            (ExactText(maskedKey($0.key.text, entry, &hidden)), masked($0.value, entry, &hidden))
          }, uniquingKeysWith: { first, _ in first }))
    case .integer, .decimal, .bytes, .duration:
      let text = value.text
      guard masked(text, entry) != text else { return value }
      hidden.append(text)
      return .string(Secret.mask)
    case .null, .bool, .secret, .unknown: return value
    }
  }

  private func maskedKey(
    _ key: String, _ entry: ComposeEntry, _ hidden: inout [String]
  ) -> String {
    let shown = masked(key, entry)
    if shown != key { hidden += MaskedText.hiddenParts(of: key, shownAs: shown) }
    return shown
  }

  /// The words of a command, read together: in `--password` `x`, only the word before tells that `x` is a secret.
  private func maskedAsWords(_ words: [Value], _ hidden: inout [String]) -> [Value] {
    let texts = words.compactMap { if case .string(let text) = $0 { text } else { nil } }
    guard texts.count == words.count, texts.count > 1 else { return words }
    let bytes = Array(texts.joined(separator: " ").utf8)
    let parts = SecretPatterns.secretParts(in: bytes)
    guard !parts.isEmpty else { return words }
    hidden += parts.map { String(decoding: bytes[$0], as: UTF8.self) }
    var start = 0
    return texts.map { text in
      let word = start..<(start + text.utf8.count)
      start = word.upperBound + 1
      let own = parts.map { $0.clamped(to: word) }.filter { !$0.isEmpty }
      return .string(MaskedText.masked(bytes, own, in: word))
    }
  }

  private func masked(_ text: String, _ entry: ComposeEntry) -> String {
    guard entry.references.isEmpty else { return maskedAround(entry.references, in: text) }
    let shown = secrets.masked(text, at: entry.path) ?? text
    return MaskedText.mayHide(in: shown) ? MaskedText.of(shown) : shown
  }

  /// A text that interpolates, and the defaults in it, which are texts like any other.
  private func maskedAround(_ references: [VariableReference], in text: String) -> String {
    guard
      references.contains(where: \.hasDefault) || MaskedText.mayHide(in: text)
        || secrets.areIn(text), let template = try? Interpolation.parse(text)
    else { return text }
    let shown = TemplateMasking(secrets: secrets).shown(template)
    return shown == template.written ? text : shown
  }
}

extension ComposeEntry {
  /// Whether the name of the entry makes the text a secret.
  func isSecret(_ text: String) -> Bool {
    SecretPatterns.isSecret(path[path.count - 1], value: text)
  }

  /// Whether the value is what a container or a health check runs.
  fileprivate var isCommand: Bool {
    path.contains { ["command", "entrypoint", "test"].contains($0) }
  }
}

extension SecretPatterns {
  /// Whether the name is that of a variable that holds a secret. Those that triptych sets hold none.
  static func isSecretVariable(_ name: String) -> Bool {
    isSecret(name) && !RenderedVariable.names.contains(name)
  }
}
