import Environments

extension FoundEnvironment {
  /// What was found, as the settings that a file of the environment would hold.
  var layer: SettingsLayer {
    var reader = SettingsLayerReader(file: place.file)
    reader.read(node)
    return reader.layer
  }

  /// What of it no setting can hold, such as a path out of the repository.
  var problems: [Diagnostic] {
    var reader = SettingsLayerReader(file: place.file)
    reader.read(node)
    return reader.diagnostics
  }

  /// The same tree that parsing `yaml` gives, but each part stands where it was found.
  private var node: YAMLNode {
    map([
      ("schema_version", scalar("\(Schema.version)", isQuoted: false)),
      ("environment", map([("tier", scalar(tier.rawValue))])),
      (
        "target",
        map(
          [
            ("project", scalar(project)), ("compose_files", list(composeFiles)),
            ("env_files", list(envFiles)),
          ]
            + (profiles.isEmpty
              ? [] : [("profiles", YAMLNode(.sequence(profiles.map { scalar($0) }), at: place))]))
      ),
    ])
  }

  private func list(_ choices: [Choice]) -> YAMLNode {
    let items = choices.map {
      YAMLNode(.scalar(text: $0.path, isQuoted: true), at: $0.place)
    }
    return YAMLNode(.sequence(items), at: choices.last?.place ?? place)
  }

  private func scalar(_ text: String, isQuoted: Bool = true) -> YAMLNode {
    YAMLNode(.scalar(text: text, isQuoted: isQuoted), at: place)
  }

  private func map(_ entries: [(String, YAMLNode)]) -> YAMLNode {
    YAMLNode(
      .mapping(
        entries.map { YAMLNode.Entry(key: $0.0, keyLocation: $0.1.location, value: $0.1) }),
      at: place)
  }
}
