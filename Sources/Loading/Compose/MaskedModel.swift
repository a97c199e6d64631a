import Environments

/// What Compose made of an environment's files, as far as anybody here needs it, with fingerprints in place of
/// secrets. Compose's own answer goes no further than to where this is made of it.
package struct MaskedModel: Hashable, Sendable {
  /// One leaf of the model, fit for showing.
  struct Entry: Hashable, Sendable {
    var path: [String]
    var masked: ComposeMasking.Masked
  }

  /// A secret that the engine takes from a file: its name, and the path as Compose tells it.
  struct SecretFile: Hashable, Sendable {
    var name: String
    var path: String
  }

  var entries: [Entry]
  /// Without places: the model has none.
  var services: [Service]
  var secretFiles: [SecretFile]
}

extension MaskedModel {
  /// Takes in what `docker compose config --format json` printed; null for what is no JSON object.
  package init?(answer json: String, fingerprint: @escaping Fingerprinter) {
    guard let model = ComposeModel.parse(json) else { return nil }
    self.init(model, masking: ComposeMasking(fingerprint: fingerprint))
  }

  init(_ model: YAMLNode, masking: ComposeMasking) {
    entries = Self.entries(of: model).map { Entry(path: $0.path, masked: masking.mask($0)) }
    services = ComposeServices.services(of: [model])
    for index in services.indices { services[index].location = nil }
    secretFiles = (model["secrets"]?.fields ?? []).compactMap { secret in
      secret.value["file"]?.text.map { SecretFile(name: secret.key, path: $0) }
    }
  }

  /// What the masking takes out of Compose's answer, so that it can be looked for elsewhere.
  package static func secrets(inAnswer json: String) -> [Secret] {
    guard let model = ComposeModel.parse(json) else { return [] }
    return entries(of: model).flatMap(ComposeMasking.secretTexts).map { Secret($0) }
  }

  /// Nothing in the model interpolates any more: a `$` is part of a value, and a password may well have one.
  private static func entries(of model: YAMLNode) -> [ComposeEntry] {
    ComposeFlattening.entries(of: model).map { entry in
      var entry = entry
      entry.references = []
      return entry
    }
  }
}

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
