extension YAMLNode {
  package var mapping: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  package var sequence: [YAMLNode]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  /// The text of a scalar, quoted or not.
  package var scalar: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// Gives the value under a key of a mapping.
  package subscript(key: String) -> YAMLNode? {
    guard case .mapping(let entries) = content,
      // Copying entries to look at their keys would cost most of it.
      let index = entries.indices.first(where: { entries[$0].key == key })
    else { return nil }
    return entries[index].value
  }

  /// What it is, as it stands in a sentence.
  var kind: String {
    switch content {
    case .mapping: "a map"
    case .sequence: "a list"
    case .scalar(let text, let isQuoted): (isQuoted ? .text : PlainScalar(text)).kind
    }
  }
}
