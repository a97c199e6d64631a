import Environments

/// Settings of one environment as aligned text and as JSON.
enum SettingsReport {
  static func text(of settings: [Setting]) -> String {
    Columns.text(settings.map { [$0.key.path, $0.value.text, place(of: $0.winner.origin)] })
  }

  static func json(of environment: Environment, settings: [Setting]) -> String {
    JSONValue.object([
      "schema_version": .integer(1),
      "environment": .string(environment.name),
      "settings": .array(settings.map(object)),
    ]).text
  }

  private static func place(of origin: Origin) -> String {
    origin.location?.description ?? "(\(origin.layer))"
  }

  private static func object(_ setting: Setting) -> JSONValue {
    let name = if case .secret = setting.value { "fingerprint" } else { "value" }
    return .object([
      "key": .string(setting.key.path),
      "source": .string(setting.key.source.rawValue),
      name: JSONValue(setting.value),
      "origin": JSONValue(setting.winner.origin),
    ])
  }
}
