import Environments

extension EnvironmentBuilder {
  /// The settings of all paths with the values of all layers. Only problems of effective values are reported.
  mutating func settings(isProtected: Bool) -> [Setting] {
    var paths = stack.paths
    for path in Schema.defaults.keys { paths.formUnion(expanded(path)) }
    paths.insert("environment.protected")
    // Sorting paths takes a quarter of the time of sorting settings.
    return paths.sorted().compactMap { path in
      let written = stack.leaves(path)
      let key = written.last?.leaf.key ?? Schema.node(at: path)?.key
      let layerValues = builtIn(path, key, isProtected: isProtected) + layerValues(path, written)
      if layerValues.isEmpty { return nil }
      return Setting(SettingKey(.settings, path), layerValues: layerValues, meaning: key?.summary)
    }
  }

  /// The paths of all entries of a collection, such as `health.checks.*.status`, including nested collections.
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
      let place = stack.leaves("environment.tier").last.flatMap { position(of: $0.leaf, $0.layer) }
      return [
        Setting.LayerValue(
          .bool(tier == "production"), Origin(layer: .builtIn, location: place))
      ]
    }
    if path == "environment.tier", found != nil {
      // The default is one of declarations. Nothing says which tier a found environment has.
      return [Setting.LayerValue(.string("unknown"), Origin(layer: .builtIn))]
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
    let origin = Origin(layer: layer, location: position(of: leaf, layer))
    if let value = leaf.value { return Setting.LayerValue(masked(value, path), origin) }
    var reader = InterpolatedValue(variables: variables, path: path, fingerprint: fingerprint)
    let value = reader.read(leaf.node, as: leaf.key.type)
    if isWinner { diagnostics += reader.diagnostics }
    guard let value else { return nil }
    let used = reader.used.map(\.origin)
    return Setting.LayerValue(masked(value, path), origin, variables: used)
  }

  /// The position in a file; `nil` for what the command line sets.
  private func position(of leaf: SettingsLayer.Leaf, _ layer: Layer) -> Location? {
    layer == .commandLine ? nil : leaf.node.location
  }

  /// Masks a literal that has the form of a secret, in any setting.
  private mutating func masked(_ value: Value, _ path: String) -> Value {
    switch value {
    case .string(let text)
    where SecretPatterns.looksSecret(text)
      || path.hasPrefix("smoke.tests.") && SecretPatterns.sendsSecret(text):
      settingSecrets += Self.secrets(in: text)
      return .secret(fingerprint(Secret(text)))
    case .list(let values): return .list(values.map { masked($0, path) })
    default: return value
    }
  }
}

/// Reads the value of a node with `${NAME}` in one environment.
struct InterpolatedValue {
  let variables: EnvironmentVariables
  let path: String
  let fingerprint: Fingerprinter
  private(set) var used: [EnvFile.Entry] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(variables: EnvironmentVariables, path: String, fingerprint: @escaping Fingerprinter) {
    self.variables = variables
    self.path = path
    self.fingerprint = fingerprint
  }

  mutating func read(_ node: YAMLNode, as type: SchemaType) -> Value? {
    switch (node.content, type) {
    case (.sequence(let items), .list(let element)):
      let values = items.map { read($0, as: element) }
      return values.contains(nil) ? nil : .list(values.compactMap { $0 })
    case (.scalar(let text, _), _) where text.utf8.contains(UInt8(ascii: "$")):
      return read(text, as: type, at: node.location)
    default:
      let read = TypedValue.read(node, as: type, path: path)
      diagnostics += read.diagnostics
      return read.value
    }
  }

  private mutating func read(
    _ text: String, as type: SchemaType, at position: Location
  ) -> Value? {
    let template: Interpolation
    do throws(Interpolation.Malformed) {
      template = try Interpolation.parse(text)
    } catch  where error.isTooDeep {
      diagnostics.append(.expandsTooDeep(at: position))
      return nil
    } catch {
      fail(
        "SET14", "\(path): the value holds a ${ that does not start a valid variable", at: position,
        hint: "write ${NAME}, or $$ for a dollar sign")
      return nil
    }
    let outcome = template.evaluated { variables[$0]?.value.revealed }
    let entries = outcome.used.compactMap { variables[$0] }
    used += entries
    guard complain(outcome, of: template, at: position) else { return nil }
    if outcome.isTooLong {
      diagnostics.append(.expandsTooFar(.value, at: position))
      return nil
    }
    if entries.contains(where: \.value.isSecret) || SecretPatterns.looksSecret(outcome.text) {
      return .secret(fingerprint(Secret(outcome.text)))
    }
    let read = TypedValue.scalar(
      outcome.text, isQuoted: type.isTextual, as: type, at: position, path: path)
    diagnostics += read.diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.related = entries.compactMap(\.origin.location)
      return diagnostic
    }
    return read.value
  }

  /// Reports variables without a value; true when there are none.
  private mutating func complain(
    _ outcome: Interpolation.Outcome, of template: Interpolation, at position: Location
  ) -> Bool {
    let missing = outcome.undefined + outcome.failures
    if missing.isEmpty { return true }
    let quotable = QuotableName.quotable(in: template, of: path)
    for name in missing {
      let near = NearestName.of(name, among: variables.names)
      fail(
        "SET15",
        "\(path): \(quotable.contains(name) ? "the variable \(name)" : "a variable") is not set by any of the environment's .env files",
        at: position, hint: near.map { "did you mean \($0)?" } ?? "set it, or write $$ for a $")
    }
    return missing.isEmpty
  }

  private mutating func fail(
    _ code: String, _ message: String, at position: Location, hint: String?
  ) {
    diagnostics.append(Diagnostic(.error, code, message, at: position, hint: hint))
  }
}
