import Environments

/// One leaf of a Compose file or of the resolved model, under a common name: short forms are expanded, so that
/// `"127.0.0.1:${P}:8080"` and Compose's `{target: 8080, …}` are the same entry.
struct ComposeEntry: Hashable, Sendable {
  var path: [String]
  var value: Value
  /// Whether the value is always text: that of an environment variable, a label or an option.
  var isNamedText = false
  /// The position in the file; meaningless in the resolved model.
  var location: Location
  var references: [VariableReference] = []

  /// The parts with dots between them; by bytes, since a load makes the key of each of its settings.
  var key: String {
    let count = path.reduce(path.count) { $0 + $1.utf8.count }
    return String(unsafeUninitializedCapacity: count) { bytes in
      var end = 0
      for part in path {
        if end > 0 {
          bytes[end] = UInt8(ascii: ".")
          end += 1
        }
        end = bytes[end...].initialize(fromContentsOf: part.utf8)
      }
      return end
    }
  }

  /// Replaces `$$` by `$`. A value that interpolates stays as written.
  mutating func unescapeDollars() {
    guard references.isEmpty, case .string(let text) = value, text.utf8.contains(UInt8(ascii: "$"))
    else { return }
    value = .string(text.unescapedDollars)
  }
}

/// Flattens a Compose document into entries.
struct ComposeFlattening {
  var entries: [ComposeEntry] = []
  /// What the texts of the document interpolate.
  let variables: VariableReferences

  /// The entries of a document. The `name:` of the project is left out, since it differs by design.
  ///
  /// - Parameter variables: what the document interpolates; nothing for a resolved model.
  static func entries(
    of document: YAMLNode, variables: VariableReferences = VariableReferences()
  ) -> [ComposeEntry] {
    var flattening = ComposeFlattening(variables: variables)
    for section in document.fields {
      switch section.key {
      case "services":
        for service in section.value.fields {
          flattening.addService(service.value, ["services", service.key])
        }
      case "networks", "volumes", "secrets", "configs":
        for resource in section.value.fields {
          flattening.addPresence([section.key, resource.key], resource.value)
        }
      default: break
      }
    }
    return flattening.entries
  }

  /// The entries of one service, as those of a service with this name.
  static func entries(ofService service: YAMLNode, named name: String) -> [ComposeEntry] {
    var flattening = ComposeFlattening(variables: service.variableReferences)
    flattening.addService(service, ["services", name])
    for index in flattening.entries.indices { flattening.entries[index].unescapeDollars() }
    return flattening.entries
  }

  private mutating func addService(_ service: YAMLNode, _ path: [String]) {
    for entry in service.fields {
      let path = path + [entry.key]
      switch entry.key {
      case "ports": addPorts(entry.value, path)
      case "volumes": addMounts(entry.value, path)
      case "secrets", "configs": addGrants(entry.value, path)
      case "depends_on": addDependencies(entry.value, path)
      case "networks": addNames(entry.value, path)
      case "build": addBuild(entry.value, path)
      case _ where entry.key.hasPrefix("x-"): break
      default: add(entry.value, path)
      }
    }
  }

  /// Adds a node without a special form: maps become dotted paths, lists and scalars become values.
  mutating func add(_ node: YAMLNode, _ path: [String]) {
    let name = path[path.count - 1]
    switch node.content {
    case .mapping where Self.textMaps.contains(name), .sequence where Self.textMaps.contains(name):
      addTexts(node, path)
    case .mapping:
      for entry in node.fields where !entry.key.hasPrefix("x-") {
        add(entry.value, path + [entry.key])
      }
    case .sequence, .scalar:
      addLeaf(node, path, value: ComposeValue.value(of: node, named: name))
    }
  }

  /// Maps whose values are always texts. All except `options` may be written as a list of `K=V`.
  private static let textMaps: Set<String> = [
    "environment", "labels", "annotations", "args", "sysctls", "options", "driver_opts",
  ]

  mutating func addLeaf(_ node: YAMLNode, _ path: [String], value: Value) {
    if value == .null { return }
    entries.append(
      ComposeEntry(
        path: path, value: value, location: node.location,
        references: variables.references(in: node)))
  }

  /// Adds a resource, with an empty map when it has a name only.
  mutating func addPresence(_ path: [String], _ node: YAMLNode) {
    let before = entries.count
    add(node, path)
    if entries.count == before {
      entries.append(ComposeEntry(path: path, value: .map([:]), location: node.location))
    }
  }

  private mutating func addTexts(_ node: YAMLNode, _ path: [String]) {
    switch node.content {
    case .mapping:
      for entry in node.fields {
        addText(entry.key, ComposeValue.text(of: entry.value), node: entry.value, path)
      }
    case .sequence(let items):
      for item in items {
        guard let text = ComposeValue.text(of: item) else { continue }
        // By bytes: a combining mark after the sign would join it in a character.
        let parts = text.utf8.split(
          separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false
        ).map { String(decoding: $0, as: UTF8.self) }
        addText(parts[0], parts.count > 1 ? parts[1] : nil, node: item, path)
      }
    case .scalar: break
    }
  }

  /// Adds a text, except triptych's own labels: they hold revisions, which are not part of the declaration.
  private mutating func addText(
    _ name: String, _ text: String?, node: YAMLNode, _ path: [String]
  ) {
    if path.last == "labels", name.hasPrefix("triptych.") { return }
    entries.append(
      ComposeEntry(
        path: path + [name], value: text.map { .string($0) } ?? .null, isNamedText: true,
        location: node.location,
        references: text == nil
          ? Self.inherited(name, path, node) : variables.references(in: node)))
  }

  /// A variable without a value takes that of the `.env` files.
  private static func inherited(
    _ name: String, _ path: [String], _ node: YAMLNode
  ) -> [VariableReference] {
    guard let map = path.last, map == "environment" || map == "args" else { return [] }
    return [
      VariableReference(name: name, hasDefault: true, isRequired: false, location: node.location)
    ]
  }

  private mutating func addBuild(_ node: YAMLNode, _ path: [String]) {
    if case .scalar = node.content {
      addLeaf(node, path + ["context"], value: ComposeValue.value(of: node, named: "context"))
    } else {
      add(node, path)
    }
  }
}
