import Environments

extension Schema {
  /// The leaf of the schema for a path such as `health.checks.api-ready.url`; null when there is none.
  static func node(at path: String) -> SchemaNode? {
    var node = SchemaNode.root
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      guard let child = node.children[String(part)] ?? node.children["*"] else { return nil }
      node = child
    }
    return node.key == nil ? nil : node
  }

  /// `health.checks.*.url` for `health.checks.api.url`.
  static func pattern(of path: String) -> String {
    guard collectionRoots.contains(where: { path.hasPrefix($0) }) else { return path }
    var node = SchemaNode.root
    return path.split(separator: ".", omittingEmptySubsequences: false).map { part in
      let isNamed = node.children[String(part)] == nil && node.children["*"] != nil
      let name = isNamed ? "*" : String(part)
      node = node.children[name] ?? .empty
      return name
    }.joined(separator: ".")
  }

  private static let collectionRoots = collections.keys.filter { !$0.contains("*") }.map {
    $0 + "."
  }

  /// What the key at a path is for; null when there is no such key.
  static func summary(of path: String) -> String? { node(at: path)?.key?.summary }

  /// What stands in where no file says anything, typed, by path; `*` paths hold for every name.
  static let defaults: [String: Value] = {
    var values: [String: Value] = [:]
    for key in keys {
      guard let text = key.defaultText else { continue }
      let node = YAMLDocument.parse(text, file: "built-in", dialect: .settings).node
      values[key.path] = node.flatMap { TypedValue.read($0, as: key.type, path: key.path).value }
    }
    return values
  }()
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
