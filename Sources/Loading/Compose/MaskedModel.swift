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
  /// What stood for variables when Compose was asked; it may be a part of the paths of entries. Values that hold it are
  /// unknown.
  var placeholders: [Placeholder] = []
}

extension MaskedModel {
  /// Reads the output of `docker compose config --format json`; `nil` when it is not a JSON object.
  ///
  /// - Parameters:
  ///   - secrets: the secrets of the environment, which are masked wherever they appear.
  ///   - placeholders: what Compose was given for variables that are not set.
  package init?(
    answer json: String, secrets: KnownSecrets = KnownSecrets(), placeholders: [Placeholder] = [],
    fingerprint: @escaping Fingerprinter
  ) {
    guard let model = ComposeModel.parse(json) else { return nil }
    self.init(model, masking: ComposeMasking(secrets: secrets, fingerprint: fingerprint))
    guard !placeholders.isEmpty else { return }
    self.placeholders = placeholders
    for (index, entry) in Self.entries(of: model).enumerated() {
      let unset = placeholders.filter { placeholder in
        ![placeholder].found(in: entry.value).isEmpty
          || entry.path.contains(where: placeholder.isIn)
      }
      guard !unset.isEmpty else { continue }
      entries[index].masked = entries[index].masked.unknown(unset.reason)
    }
    for index in services.indices {
      services[index].image = services[index].image.map(placeholders.spelled)
      services[index].dependsOn = services[index].dependsOn.map(placeholders.spelled)
      if !placeholders.found(in: "\(services[index].replicas)").isEmpty {
        services[index].replicas = 1
      }
    }
    secretFiles.removeAll { !placeholders.found(in: $0.path).isEmpty }
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
  package static func secrets(
    inAnswer json: String, placeholders: [Placeholder] = []
  ) -> [Secret] {
    guard let model = ComposeModel.parse(json) else { return [] }
    return entries(of: model).flatMap(ComposeMasking.secretTexts)
      .filter { placeholders.found(in: $0).isEmpty }.map { Secret($0) }
  }

  /// The entries of the model. The model is interpolated already, so a `$` is part of a value, such as a password.
  private static func entries(of model: YAMLNode) -> [ComposeEntry] {
    var entries = ComposeFlattening.entries(of: model)
    for index in entries.indices { entries[index].references = [] }
    return entries
  }
}
