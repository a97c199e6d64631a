import Environments
import Loading

/// A repository in memory: files by path.
struct Project {
  var files: [String: SourceText] = [:]
  /// The observed folder of secrets, equal for every environment.
  var secretFolder: SecretFolder?
  /// What Compose may receive of the caller's shell.
  var shell: [String: String] = [:]
  /// The names of the caller's shell that Compose never receives.
  var withheld: Set<String> = []
  var order = EnvFileOrder.usual

  init(_ files: [String: String]) {
    self.files = files.mapValues { .text($0) }
  }

  func loaded(set overrides: [String] = []) -> Configuration { load(request(set: overrides)) }

  func request(set overrides: [String] = []) -> LoadRequest {
    let (files, secretFolder) = (files, secretFolder)
    var request = LoadRequest(
      environmentFiles: files.keys.filter { $0.hasPrefix("configs/environment/") }.sorted(),
      overrides: overrides, read: { files[$0] ?? .missing },
      fingerprint: { secret in secret.reveal { Fingerprint("f\($0.count)") } },
      secretFolder: { _, _ in secretFolder })
    request.shell = shell
    request.withheld = withheld
    request.order = order
    return request
  }
}

/// The diagnostics as shown to the operator.
func text(_ diagnostics: [Diagnostic]) -> String {
  diagnostics.map(\.description).joined(separator: "\n")
}

/// One setting a line: key, value, and the origins of its layer values.
func lines(_ settings: [Setting]) -> String {
  settings.map { setting in
    let layerValues = setting.layerValues.map { layerValue in
      "\(layerValue.origin.layer)" + (layerValue.origin.location.map { " \($0)" } ?? "")
    }
    return "\(setting.key.path) = \(words(setting.value)) (\(layerValues.joined(separator: " < ")))"
  }.joined(separator: "\n")
}

private func words(_ value: Value) -> String {
  switch value {
  case .null: "null"
  case .bool(let value): "\(value)"
  case .integer(let value): "\(value)"
  case .decimal(let value): "\(value)"
  case .string(let value): "\"\(value)\""
  case .bytes(let quantity): "\(quantity.written) (\(quantity.amount) bytes)"
  case .duration(let quantity): "\(quantity.written) (\(quantity.amount) ms)"
  case .list(let values): "[" + values.map(words).joined(separator: ", ") + "]"
  case .map(let values):
    "{"
      + values.sorted { $0.key < $1.key }.map { "\($0.key): \(words($0.value))" }.joined(
        separator: ", ") + "}"
  case .secret(let fingerprint): "\(fingerprint)"
  case .unknown: value.text
  }
}
