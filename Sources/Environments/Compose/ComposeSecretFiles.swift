/// The secrets that a Compose model takes from files, as fingerprints of their content.
struct ComposeSecretFiles {
  var environment: String
  var names: ComposeNames
  var places: ComposePlaces
  var fingerprint: Fingerprinter

  func settings(
    of model: YAMLNode, read: (String) -> SourceText
  ) -> (settings: [Setting], diagnostics: [Diagnostic]) {
    var settings: [Setting] = []
    var diagnostics: [Diagnostic] = []
    for secret in model["secrets"]?.fields ?? [] {
      guard let path = secret.value["file"]?.text else { continue }
      let file = names.relative(path)
      let place = places.entry("secrets.\(secret.key).file")?.location
      switch read(file) {
      case .text(let content):
        let rung = Setting.Rung(
          .secret(fingerprint(Secret(content))), Origin(layer: .compose, location: place))
        settings.append(Setting(SettingKey(.secrets, secret.key), ladder: [rung]))
      case .missing:
        diagnostics.append(missing(secret.key, file, at: place))
      default:
        // A key need not be text, and one that may not be read is guarded well.
        break
      }
    }
    return (settings, diagnostics)
  }

  private func missing(_ name: String, _ file: String, at place: Location?) -> Diagnostic {
    Diagnostic(
      .error, "CMP04", "the secret \(name) of \(environment) has no file \(file)", at: place,
      hint: "create the file; the engine refuses to start what mounts it",
      environments: [environment])
  }
}
