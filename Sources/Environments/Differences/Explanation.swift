/// Why a setting has its value: the values of all layers, the winner first.
package struct Explanation: Hashable, Sendable {
  package var environment: String
  package var key: SettingKey
  /// The purpose of the key, in one sentence; `nil` when it is not documented.
  package var meaning: String?
  /// From the highest to the lowest layer; never empty.
  package var layerValues: [Setting.LayerValue]

  package init(environment: String, setting: Setting, meaning: String? = nil) {
    self.environment = environment
    self.meaning = meaning
    key = setting.key
    layerValues = setting.layerValues.reversed()
  }

  /// What is explained.
  package var setting: Setting {
    Setting(key, layerValues: layerValues.reversed(), meaning: meaning)
  }

  /// A headline, and one line for each layer, with the positions that determine its value.
  package var text: String { lines.joined(separator: "\n") }

  package var lines: [String] {
    let texts = layerValues.map(\.value).textsSideBySide { text, _ in text.shortened(to: 60) }
    let width = texts.map(\.count).max() ?? 0
    var lines = ["\(key.path) (\(key.source.rawValue)) of \(environment)"]
    if let meaning { lines.append("  \(meaning)") }
    for (index, layerValue) in layerValues.enumerated() {
      let role = index == 0 ? "wins" : "overridden"
      lines.append(
        "  \(role.padded(to: 10))  \(texts[index].padded(to: width))  \(layerValue.origin.words)"
      )
      lines += layerValue.variables.map { origin in
        "with \(origin.words)".indented(by: width + 16)
      }
    }
    return lines
  }

  package var jsonValue: JSONValue {
    var members: [String: JSONValue] = [
      "schema_version": .integer(1),
      "environment": .string(environment),
      "key": .string(key.path),
      "source": .string(key.source.rawValue),
      "layers": .array(layerValues.map(Self.layer)),
    ]
    members["meaning"] = meaning.map { .string($0) }
    return .object(members)
  }

  private static func layer(_ layerValue: Setting.LayerValue) -> JSONValue {
    return .object([
      layerValue.value.memberName: JSONValue(layerValue.value),
      "origin": JSONValue(layerValue.origin),
      "variables": .array(layerValue.variables.map { JSONValue($0) }),
    ])
  }
}

extension Origin {
  /// The position and the layer; for a value that no file sets, where it comes from.
  package var words: String {
    switch (location, layer) {
    case (let location?, .builtIn): "built-in, follows from the tier at \(location)"
    case (let location?, _): "\(location) (\(layer))"
    case (nil, .compose): "supplied by Compose"
    case (nil, .builtIn): "built-in default"
    case (nil, .commandLine): "--set on the command line"
    case (nil, _): "\(layer)"
    }
  }
}

/// Explains a setting of an environment; `nil` when there is no such setting.
package func explain(_ environment: Environment, _ key: SettingKey) -> Explanation? {
  environment.setting(key).map {
    Explanation(environment: environment.name, setting: $0, meaning: environment.meaning(of: key))
  }
}

/// Explains a setting that something missing may set: that it is not known, and why.
private func explainUnknown(_ environment: Environment, _ key: SettingKey) -> Explanation? {
  environment.unknownPart(of: key).map { part in
    let value = Setting.LayerValue(
      .unknown(part.reason), Origin(layer: .compose, location: part.location))
    return Explanation(
      environment: environment.name, setting: Setting(key, layerValues: [value]))
  }
}

extension Environment {
  /// The purpose of a key: of a setting by the schema, of a variable or a secret by its declaration; `nil` when
  /// neither describes it.
  package func meaning(of key: SettingKey) -> String? {
    switch key.source {
    case .settings: return setting(key)?.meaning
    case .env: return description(of: "variables.\(key.path)")
    case .secrets: return description(of: "secrets.\(key.path)")
    case .compose: return nil
    }
  }

  private func description(of path: String) -> String? {
    guard case .string(let text)? = setting(SettingKey(.settings, "\(path).description"))?.value
    else { return nil }
    return text
  }
}

/// Explains a path in every source that has it, or in one source, such as `compose:services.api.image`.
package func explain(_ environment: Environment, path: String) -> [Explanation] {
  for source in Source.allCases where path.hasPrefix("\(source.rawValue):") {
    let rest = String(path.dropFirst(source.rawValue.count + 1))
    let key = SettingKey(source, rest)
    return [explain(environment, key) ?? explainUnknown(environment, key)].compactMap(\.self)
  }
  let known = Source.allCases.compactMap { explain(environment, SettingKey($0, path)) }
  guard known.isEmpty else { return known }
  return [explainUnknown(environment, SettingKey(.compose, path))].compactMap(\.self)
}
