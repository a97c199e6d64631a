import Environments

/// The settings of one file, or of `--set`: its leaves by path, checked against the schema.
struct SettingsLayer {
  /// Immutable and shared by all environments that use the layer, so that one reference is copied in place of ten
  /// members.
  final class Leaf: Sendable {
    let key: SchemaKey
    let node: YAMLNode
    /// `nil` for a value that interpolates, since its value depends on the environment.
    let value: Value?
    let keyLocation: Location

    init(key: SchemaKey, entry: YAMLNode.Entry, value: Value?) {
      self.key = key
      node = entry.value
      self.value = value
      keyLocation = entry.keyLocation
    }
  }

  var file: String
  /// False when the file could not be read as settings, which was reported already.
  var isReadable = true
  var leaves: [String: Leaf] = [:]
  /// The names of each collection, such as `health.checks`, in the order of the file.
  var names: [String: [String]] = [:]
  /// The positions at which sections and entries of collections start.
  var positions: [String: Location] = [:]
}

/// Walks a document along the schema, reports unknown keys and wrong types, and flattens the rest.
struct SettingsLayerReader {
  private(set) var layer: SettingsLayer
  private(set) var diagnostics: [Diagnostic] = []

  init(file: String) { layer = SettingsLayer(file: file) }

  mutating func giveUp() { layer.isReadable = false }

  mutating func read(_ root: YAMLNode) {
    guard let entries = root.mapping else {
      giveUp()
      report("SET02", "expected a map of settings, found \(root.kind)", at: root.location)
      return
    }
    section(entries, SchemaNode.root, path: "")
  }

  /// Reads the value of one path, as given by `--set`.
  mutating func read(_ node: YAMLNode, at path: String, as schema: SchemaNode) {
    value(YAMLNode.Entry(key: path, keyLocation: node.location, value: node), schema, path: path)
  }

  private mutating func section(_ entries: [YAMLNode.Entry], _ schema: SchemaNode, path: String) {
    for entry in entries {
      let full = path.isEmpty ? entry.key : "\(path).\(entry.key)"
      if let child = schema.children[entry.key] ?? named(entry, in: schema, path: path) {
        value(entry, child, path: full)
      }
    }
  }

  /// The schema of an entry of a map whose names the author chooses.
  private mutating func named(
    _ entry: YAMLNode.Entry, in schema: SchemaNode, path: String
  ) -> SchemaNode? {
    guard let child = schema.children["*"] else {
      unknown(entry, in: schema, path: path)
      return nil
    }
    guard TextForms.isVariableName(entry.key) else {
      report(
        "SET06",
        "\(Self.shown(entry.key)) is not a valid name for "
          + (path == "variables" ? "a variable" : "an entry of \(path)"),
        at: entry.keyLocation,
        hint: "letters, digits and underscores, not starting with a digit")
      return nil
    }
    layer.names[path, default: []].append(entry.key)
    return child
  }

  /// A name that no key could have may be a value, such as a secret in the place of a key: `{s3cret!}`.
  private static func shown(_ key: String) -> String {
    TextForms.couldBeKey(key) ? key : Secret.mask
  }

  private mutating func unknown(_ entry: YAMLNode.Entry, in schema: SchemaNode, path: String) {
    let section = path.isEmpty ? "at the top level" : "in \(path)"
    let names = schema.children.keys.sorted()
    let near = NearestName.of(entry.key, among: names).map { "did you mean \($0)?" }
    report(
      "SET01", "there is no key \(Self.shown(entry.key)) \(section)", at: entry.keyLocation,
      hint: near ?? "the keys here are \(names.joined(separator: ", "))")
  }

  private mutating func value(_ entry: YAMLNode.Entry, _ schema: SchemaNode, path: String) {
    layer.positions[path] = entry.keyLocation
    if let key = schema.key { return leaf(entry, key, path: path) }
    if Self.isEmpty(entry.value) { return }
    if schema.collection == .namedList { return namedList(entry, schema, path: path) }
    guard let entries = entry.value.mapping else {
      report(
        "SET02", "\(path) takes a map, found \(entry.value.kind)", at: entry.value.location)
      return
    }
    section(entries, schema, path: path)
  }

  private mutating func namedList(_ entry: YAMLNode.Entry, _ schema: SchemaNode, path: String) {
    guard let items = entry.value.sequence, let child = schema.children["*"] else {
      report(
        "SET02", "\(path) takes a list of maps with a name, found \(entry.value.kind)",
        at: entry.value.location, hint: "write each entry as - name: …")
      return
    }
    for item in items { namedItem(item, child, path: path) }
  }

  private mutating func namedItem(_ item: YAMLNode, _ schema: SchemaNode, path: String) {
    guard let entries = item.mapping, let name = entries.first(where: { $0.key == "name" }),
      let text = name.value.scalar, !text.isEmpty
    else {
      report("SET05", "an entry of \(path) needs a name", at: item.location, hint: "add name: …")
      return
    }
    guard TextForms.isEntryName(text) else {
      report(
        "SET06", "this is not a valid name for an entry of \(path)", at: name.value.location,
        hint: "letters, digits, blanks, hyphens and underscores, starting with a letter")
      return
    }
    guard layer.names[path]?.contains(text) != true else {
      report(
        "SET07", "\(path) already has an entry named \(text)", at: name.value.location,
        hint: "entries merge by name; keep one of them",
        related: layer.positions["\(path).\(text)"].map { [$0] } ?? [])
      return
    }
    layer.names[path, default: []].append(text)
    layer.positions["\(path).\(text)"] = name.value.location
    section(entries.filter { $0.key != "name" }, schema, path: "\(path).\(text)")
  }

  // MARK: Leaves

  private mutating func leaf(_ entry: YAMLNode.Entry, _ key: SchemaKey, path: String) {
    var value: Value?
    if !key.interpolates || !Self.interpolates(entry.value) {
      let read = TypedValue.read(entry.value, as: key.type, path: path)
      diagnostics += read.diagnostics
      guard let known = read.value else { return }
      value = known
    }
    layer.leaves[path] = SettingsLayer.Leaf(key: key, entry: entry, value: value)
  }

  private static func interpolates(_ node: YAMLNode) -> Bool {
    switch node.content {
    case .scalar(let text, _): text.utf8.contains(UInt8(ascii: "$"))
    case .sequence(let items): items.contains { interpolates($0) }
    case .mapping: false
    }
  }

  private static func isEmpty(_ node: YAMLNode) -> Bool {
    if case .scalar(let text, false) = node.content { PlainScalar(text) == .null } else { false }
  }

  private mutating func report(
    _ code: String, _ message: String, at position: Location, hint: String? = nil,
    related: [Location] = []
  ) {
    diagnostics.append(
      Diagnostic(.error, code, message, at: position, hint: hint, related: related))
  }
}
