import Environments

extension FoundEnvironment {
  /// The found environment as the settings that its file would contain.
  var layer: SettingsLayer {
    var reader = SettingsLayerReader(file: location.file)
    reader.read(node)
    return reader.layer
  }

  /// The parts that no setting can hold, such as a path outside the repository.
  var problems: [Diagnostic] {
    var reader = SettingsLayerReader(file: location.file)
    reader.read(node)
    return reader.diagnostics
  }

  /// The tree that parsing `yaml` gives, but with the positions at which each part was found.
  private var node: YAMLNode {
    let tiers = tier.map { [("environment", map([("tier", scalar($0.rawValue))]))] } ?? []
    return map(
      [("schema_version", scalar("\(Schema.version)", isQuoted: false))] + tiers + [target])
  }

  private var target: (String, YAMLNode) {
    (
      "target",
      map(
        [
          ("project", scalar(project)), ("compose_files", list(composeFiles)),
          ("env_files", list(envFiles)),
        ]
          + (profiles.isEmpty
            ? [] : [("profiles", YAMLNode(.sequence(profiles.map { scalar($0) }), at: location))])
      )
    )
  }

  private func list(_ choices: [Choice]) -> YAMLNode {
    let items = choices.map {
      YAMLNode(.scalar(text: $0.path, isQuoted: true), at: $0.location)
    }
    return YAMLNode(.sequence(items), at: choices.last?.location ?? location)
  }

  private func scalar(_ text: String, isQuoted: Bool = true) -> YAMLNode {
    YAMLNode(.scalar(text: text, isQuoted: isQuoted), at: location)
  }

  private func map(_ entries: [(String, YAMLNode)]) -> YAMLNode {
    YAMLNode(
      .mapping(
        entries.map { YAMLNode.Entry(key: $0.0, keyLocation: $0.1.location, value: $0.1) }),
      at: location)
  }
}
