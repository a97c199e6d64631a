/// How Compose looks at a node.
extension YAMLNode {
  /// The entries of a mapping with those of `<<` below them; empty for anything else.
  var mergedEntries: [Entry] {
    guard case .mapping(let entries) = content else { return [] }
    guard entries.contains(where: { $0.key == "<<" }) else { return entries }
    var merged = entries.filter { $0.key != "<<" }
    for inherited in entries where inherited.key == "<<" {
      let sources = inherited.value.items.isEmpty ? [inherited.value] : inherited.value.items
      for entry in sources.flatMap(\.mergedEntries)
      where !merged.contains(where: { $0.key == entry.key }) {
        merged.append(entry)
      }
    }
    return merged
  }

  /// The items of a sequence; empty for anything else.
  var items: [YAMLNode] {
    if case .sequence(let items) = content { items } else { [] }
  }

  subscript(_ key: String) -> YAMLNode? {
    mergedEntries.first { $0.key == key }?.value
  }

  /// Every `${V}` in it.
  var references: [VariableReference] {
    switch content {
    case .scalar(let text, _): VariableReference.references(in: text, at: location)
    case .sequence(let items): items.flatMap(\.references)
    case .mapping(let entries): entries.flatMap(\.value.references)
    }
  }
}
