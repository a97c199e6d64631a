import Environments

extension WrittenKeys {
  /// Reads `keys.yaml`; a missing file is valid. Problems use the name `file`.
  package init(_ source: SourceText, file: String) {
    self.init()
    guard case .text(let text) = source else {
      let position = Location(file: file, line: 1, column: 1)
      if source != .missing { fail("the file of keys cannot be read", at: position) }
      return
    }
    let document = YAMLDocument.parse(text, file: file, dialect: .settings)
    problems = document.diagnostics
    guard let root = document.node else { return }
    guard let entries = root.mapping else {
      fail("the file of keys must be a map", at: root.location, hint: Self.shape)
      return
    }
    for entry in entries { read(entry) }
  }

  private static let shape = "write keys: or mouse:"

  private mutating func read(_ entry: YAMLNode.Entry) {
    switch entry.key {
    case "mouse": readMouse(entry.value)
    case "keys": readRemaps(entry.value)
    default:
      let near = NearestName.of(entry.key, among: ["keys", "mouse"]).map { "did you mean \($0)?" }
      fail(
        "the file of keys has no key \(entry.key)", at: entry.keyLocation,
        hint: near ?? Self.shape)
    }
  }

  private mutating func readMouse(_ node: YAMLNode) {
    switch node.scalar {
    case "true": takesMouse = true
    case "false": takesMouse = false
    default: fail("mouse: expected true or false", at: node.location)
    }
  }

  private mutating func readRemaps(_ node: YAMLNode) {
    guard let entries = node.mapping else {
      return fail(
        "keys: expected a map from actions to keys", at: node.location,
        hint: "such as check-health: C")
    }
    remaps += entries.map { entry in
      let nodes = entry.value.sequence ?? [entry.value]
      return Remap(
        entry.key, at: entry.keyLocation,
        keys: nodes.map { Word($0.scalar, at: $0.location) }, at: entry.value.location)
    }
  }

  private mutating func fail(_ message: String, at position: Location, hint: String? = nil) {
    problems.append(Diagnostic(.error, "KEY01", message, at: position, hint: hint))
  }
}
