/// How Compose looks at a node.
extension YAMLNode {
  /// The entries of a mapping; empty for anything else.
  var fields: [Entry] { mapping ?? [] }

  /// The items of a sequence; empty for anything else.
  var items: [YAMLNode] { sequence ?? [] }

  /// The text of a scalar; `nil` for anything else, and for a `nil`.
  var text: String? { ComposeValue.text(of: self) }

  /// Every `${V}` in it.
  var references: [VariableReference] {
    var found: [VariableReference] = []
    gatherReferences(&found)
    return found
  }

  private func gatherReferences(_ found: inout [VariableReference]) {
    switch content {
    case .scalar(let text, _):
      if text.utf8.contains(UInt8(ascii: "$")) {
        found += VariableReference.references(in: text, at: location)
      }
    case .sequence(let items):
      for index in items.indices { items[index].gatherReferences(&found) }
    case .mapping(let entries):
      for index in entries.indices { entries[index].value.gatherReferences(&found) }
    }
  }
}
