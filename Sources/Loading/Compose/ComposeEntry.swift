import Environments

/// One leaf of a Compose file or of the resolved model, under the name that both give it: short forms are spelled
/// out, so that `"127.0.0.1:${P}:8080"` and Compose's own `{target: 8080, …}` are the same entry.
struct ComposeEntry: Hashable, Sendable {
  var path: [String]
  var value: Value
  /// A key that is expected to be a text whatever it looks like: an environment variable, a label, an option.
  var isNamedText = false
  /// Where it stands; meaningless in the resolved model.
  var location: Location
  var references: [VariableReference] = []

  var key: String { path.joined(separator: ".") }

  /// Puts the dollar for `$$`. What interpolates is left alone, to be shown as it is written.
  mutating func unescapeDollars() {
    guard references.isEmpty, case .string(let text) = value, text.utf8.contains(UInt8(ascii: "$"))
    else { return }
    value = .string(text.unescapedDollars)
  }
}

/// Takes a Compose document apart into entries.
struct ComposeFlattening {
  var entries: [ComposeEntry] = []

  /// Sections that are no part of the model: its name is the project, which differs by design.
  static func entries(of document: YAMLNode) -> [ComposeEntry] {
    var flattening = ComposeFlattening()
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

  /// Adds whatever has no form of its own: maps become dotted paths, lists and scalars are values.
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

  /// Maps whose values are texts whatever they look like. All but `options` may be written as a list of `K=V`.
  private static let textMaps: Set<String> = [
    "environment", "labels", "annotations", "args", "sysctls", "options", "driver_opts",
  ]

  mutating func addLeaf(_ node: YAMLNode, _ path: [String], value: Value) {
    if value == .null { return }
    entries.append(
      ComposeEntry(
        path: path, value: value, location: node.location, references: node.references))
  }

  /// A resource that is merely named is still there.
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
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        addText(
          String(parts[0]), parts.count > 1 ? String(parts[1]) : nil, node: item, path)
      }
    case .scalar: break
    }
  }

  /// Labels of ours tell revisions, which are another axis than what is declared.
  private mutating func addText(
    _ name: String, _ text: String?, node: YAMLNode, _ path: [String]
  ) {
    if path.last == "labels", name.hasPrefix("triptych.") { return }
    entries.append(
      ComposeEntry(
        path: path + [name], value: text.map { .string($0) } ?? .null, isNamedText: true,
        location: node.location, references: node.references))
  }

  private mutating func addBuild(_ node: YAMLNode, _ path: [String]) {
    if case .scalar = node.content {
      addLeaf(node, path + ["context"], value: ComposeValue.value(of: node, named: "context"))
    } else {
      add(node, path)
    }
  }
}
