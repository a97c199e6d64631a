/// How Compose looks at a node.
extension YAMLNode {
  /// The entries of a mapping; empty for anything else.
  var fields: [Entry] { mapping ?? [] }

  /// The items of a sequence; empty for anything else.
  var items: [YAMLNode] { sequence ?? [] }

  /// The text of a scalar; null for anything else, and for a null.
  var text: String? { ComposeValue.text(of: self) }

  /// Every `${V}` in it.
  var references: [VariableReference] {
    switch content {
    case .scalar(let text, _): VariableReference.references(in: text, at: location)
    case .sequence(let items): items.flatMap(\.references)
    case .mapping(let entries): entries.flatMap(\.value.references)
    }
  }
}
