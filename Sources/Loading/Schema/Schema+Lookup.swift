import Environments

extension Schema {
  /// The leaf of the schema for a path such as `health.checks.api-ready.url`; `nil` when there is none.
  static func node(at path: String) -> SchemaNode? {
    var node = SchemaNode.root
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      guard let child = node.children[String(part)] ?? node.children["*"] else { return nil }
      node = child
    }
    return node.key == nil ? nil : node
  }

  /// What stands in where no file says anything, typed, by path; `*` paths hold for every name.
  static let defaults: [String: Value] = {
    var values: [String: Value] = [:]
    for key in keys { values[key.path] = key.defaultText.flatMap { value($0, of: key) } }
    return values
  }()

  /// Only lists need a parser; one for every word would cost each start half a millisecond.
  private static func value(_ text: String, of key: SchemaKey) -> Value? {
    guard text.hasPrefix("[") else {
      return TypedValue.scalar(text, isQuoted: false, as: key.type, at: nil, path: key.path).value
    }
    let node = YAMLDocument.parse(text, file: "built-in", dialect: .settings).node
    return node.flatMap { TypedValue.read($0, as: key.type, path: key.path).value }
  }
}

extension SchemaType {
  var isNullable: Bool { if case .nullable = self { true } else { false } }

  /// Whether an unquoted number or `no` is meant as text when it comes from a place without quotes.
  var isTextual: Bool {
    switch self {
    case .bool, .integer, .list: false
    case .nullable(let type): type.isTextual
    default: true
    }
  }
}
