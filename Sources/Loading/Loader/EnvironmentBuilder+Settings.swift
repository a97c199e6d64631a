import Environments

extension EnvironmentBuilder {
  /// Every path of every layer with its whole layerValues; losers are typed too, and only winners complain.
  mutating func settings(isProtected: Bool) -> [Setting] {
    var paths = stack.paths
    for path in Schema.defaults.keys { paths.formUnion(expanded(path)) }
    paths.insert("environment.protected")
    // Sorted by their names alone, they need not be sorted as settings, which takes four times as long.
    return paths.sorted().compactMap { path in
      let written = stack.leaves(path)
      let key = written.last?.leaf.key ?? Schema.node(at: path)?.key
      let layerValues = builtIn(path, key, isProtected: isProtected) + layerValues(path, written)
      if layerValues.isEmpty { return nil }
      return Setting(SettingKey(.settings, path), layerValues: layerValues, meaning: key?.summary)
    }
  }

  /// `health.checks.*.status` for every check there is; for a collection within another, of every entry of that one.
  private func expanded(_ path: String) -> [String] {
    guard let star = path.firstIndex(of: "*") else { return [path] }
    let collection = String(path[..<star].dropLast())
    return stack.names(collection).filter { applies(path, to: $0, in: collection) }.flatMap {
      expanded("\(collection).\($0)\(path[star...].dropFirst())")
    }
  }

  /// Only `http` checks have a status.
  private func applies(_ path: String, to name: String, in collection: String) -> Bool {
    path != "health.checks.*.status" || stack.string("\(collection).\(name).type") == "http"
  }

  private func builtIn(
    _ path: String, _ key: SchemaKey?, isProtected: Bool
  ) -> [Setting.LayerValue] {
    if path == "environment.protected" {
      let tier = stack.string("environment.tier")
      return [Setting.LayerValue(.bool(tier == "production"), Origin(layer: .builtIn))]
    }
    guard let value = key.flatMap({ Schema.defaults[$0.path] }) else { return [] }
    return [Setting.LayerValue(value, Origin(layer: .builtIn))]
  }

  private mutating func layerValues(
    _ path: String, _ written: [(leaf: SettingsLayer.Leaf, layer: Layer)]
  ) -> [Setting.LayerValue] {
    written.indices.compactMap { index in
      layerValue(
        written[index].leaf, path, written[index].layer, isWinner: index == written.count - 1)
    }
  }

  private mutating func layerValue(
    _ leaf: SettingsLayer.Leaf, _ path: String, _ layer: Layer, isWinner: Bool
  ) -> Setting.LayerValue? {
    let place = layer == .commandLine ? nil : leaf.node.location
    let origin = Origin(layer: layer, location: place)
    if let value = leaf.value { return Setting.LayerValue(masked(value, path), origin) }
    var reader = InterpolatedValue(variables: variables, path: path, fingerprint: fingerprint)
    let value = reader.read(leaf.node, as: leaf.key.type)
    if isWinner { diagnostics += reader.diagnostics }
    guard let value else { return nil }
    let used = reader.used.map { Origin(layer: .envFile, location: $0.location) }
    return Setting.LayerValue(masked(value, path), origin, variables: used)
  }

  /// A literal that gives itself away as a secret is not shown, wherever somebody wrote it.
  private func masked(_ value: Value, _ path: String) -> Value {
    switch value {
    case .string(let text)
    where SecretPatterns.looksSecret(text)
      || path.hasPrefix("smoke.tests.") && SecretPatterns.sendsSecret(text):
      .secret(fingerprint(Secret(text)))
    case .list(let values): .list(values.map { masked($0, path) })
    default: value
    }
  }
}
