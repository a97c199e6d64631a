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
