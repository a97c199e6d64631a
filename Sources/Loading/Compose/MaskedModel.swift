import Environments

/// The parts of Compose's resolved model that triptych uses, with fingerprints in place of secrets. Compose's answer
/// itself is discarded once this value is made.
package struct MaskedModel: Hashable, Sendable {
  /// One leaf of the model, which may be shown.
  struct Entry: Hashable, Sendable {
    var path: [String]
    var masked: ComposeMasking.Masked
  }

  /// A secret that the engine reads from a file: its name, and the path that Compose reports.
  struct SecretFile: Hashable, Sendable {
    var name: String
    var path: String
  }

  var entries: [Entry]
  /// Without positions, since the model has none.
  var services: [Service]
  var secretFiles: [SecretFile]
}

extension MaskedModel {
  /// Reads the output of `docker compose config --format json`; `nil` when it is not a JSON object.
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

  /// The secrets that masking removes from Compose's answer, so that other texts can be searched for them.
  package static func secrets(inAnswer json: String) -> [Secret] {
    guard let model = ComposeModel.parse(json) else { return [] }
    return entries(of: model).flatMap(ComposeMasking.secretTexts).map { Secret($0) }
  }

  /// The entries of the model. The model is interpolated already, so a `$` is part of a value, such as a password.
  private static func entries(of model: YAMLNode) -> [ComposeEntry] {
    ComposeFlattening.entries(of: model).map { entry in
      var entry = entry
      entry.references = []
      return entry
    }
  }
}

/// Masks the secret values of Compose files.
struct ComposeMasking {
  var fingerprint: Fingerprinter

  /// A masked entry: the value that may be shown, its source, and the password of its URL, when it has one.
  struct Masked: Hashable, Sendable {
    var source: Source
    var value: Value
    var password: Value?
  }

  func mask(_ entry: ComposeEntry) -> Masked {
    if Self.isNamedSecret(entry) { return Masked(source: .secrets, value: secret(entry)) }
    let (value, passwords) = Self.withoutPasswords(entry.value)
    guard !passwords.isEmpty else { return Masked(source: .compose, value: entry.value) }
    // A password that still interpolates is only a placeholder, and equal in every environment.
    let isWritten = entry.references.isEmpty
    let password = fingerprint(Secret(passwords.joined(separator: "\n")))
    return Masked(
      source: .compose, value: value, password: isWritten ? .secret(password) : nil)
  }

  /// The secret texts that `mask` hides in a resolved entry.
  static func secretTexts(of entry: ComposeEntry) -> [String] {
    guard isNamedSecret(entry) else { return withoutPasswords(entry.value).1 }
    guard case .string(let text) = entry.value, !text.isEmpty else { return [] }
    return [text]
  }

  private static func isNamedSecret(_ entry: ComposeEntry) -> Bool {
    entry.isNamedText && SecretPatterns.isSecret(entry.path[entry.path.count - 1])
  }

  /// A secret that interpolates is represented by the names of its variables, since a default may be the secret itself.
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
