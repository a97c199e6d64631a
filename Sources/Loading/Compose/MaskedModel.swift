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
  ///
  /// - Parameter secrets: the secrets of the environment, which are masked wherever they appear.
  package init?(
    answer json: String, secrets: KnownSecrets = KnownSecrets(),
    fingerprint: @escaping Fingerprinter
  ) {
    guard let model = ComposeModel.parse(json) else { return nil }
    self.init(model, masking: ComposeMasking(secrets: secrets, fingerprint: fingerprint))
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
    var entries = ComposeFlattening.entries(of: model)
    for index in entries.indices { entries[index].references = [] }
    return entries
  }
}
