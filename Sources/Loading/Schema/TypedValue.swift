import Environments

/// Gives a node the type that the schema wants of it.
enum TypedValue {
  /// `nil` with at least one diagnostic when the node is something else.
  static func read(
    _ node: YAMLNode, as type: SchemaType, path: String
  ) -> (value: Value?, diagnostics: [Diagnostic]) {
    switch (node.content, type) {
    case (.sequence(let items), .list(let element)):
      return list(items, of: element, path: path)
    case (.sequence(let items), .nullable(.list(let element))):
      return list(items, of: element, path: path)
    case (.scalar(let text, let isQuoted), _):
      return scalar(text, isQuoted: isQuoted, as: type, at: node.location, path: path)
    default:
      let found = node.kind
      let message = "\(path): expected \(type.expectation), found \(found)"
      return (nil, [Diagnostic(.error, "SET02", message, at: node.location)])
    }
  }

  static func scalar(
    _ text: String, isQuoted: Bool, as type: SchemaType, at place: Location?, path: String
  ) -> (value: Value?, diagnostics: [Diagnostic]) {
    do {
      return (try type.read(text, isQuoted: isQuoted), [])
    } catch {
      let message = "\(path): \(error.message)"
      return (nil, [Diagnostic(.error, error.code, message, at: place, hint: error.hint)])
    }
  }

  private static func list(
    _ items: [YAMLNode], of element: SchemaType, path: String
  ) -> (value: Value?, diagnostics: [Diagnostic]) {
    var values: [Value] = []
    var diagnostics: [Diagnostic] = []
    for item in items {
      let read = read(item, as: element, path: path)
      diagnostics += read.diagnostics
      if let value = read.value { values.append(value) }
    }
    return (diagnostics.isEmpty ? .list(values) : nil, diagnostics)
  }
}
