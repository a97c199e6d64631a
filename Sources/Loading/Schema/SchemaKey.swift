import Environments

/// One key of an environment's YAML with everything that validation, editors and documents need to know.
///
/// It is immutable and could be a struct. But every setting of every environment refers to its key, and copying one
/// reference is cheaper than copying six.
package final class SchemaKey: Sendable {
  package enum Reader: String, Hashable, Sendable { case triptych, workload, compose }

  /// The dotted path; `*` is a name that the author chooses, as in `variables.*.type`.
  package let path: String
  package let type: SchemaType
  /// The default as it would be written in the file; `nil` when there is none.
  package let defaultText: String?
  package let isRequired: Bool
  package let readers: [Reader]
  /// Whether texts may contain `${NAME}`; false where the value decides which variables exist.
  package let interpolates: Bool
  /// A sentence for documents and editors.
  package let summary: String
  /// The requirement of the tiers; `nil` when there is none.
  package let tiers: String?

  private init(
    _ path: String, _ type: SchemaType, readers: [Reader], default text: String? = nil,
    required: Bool = false, interpolates: Bool = true, tiers: String?, _ summary: String
  ) {
    self.path = path
    self.type = type
    defaultText = text
    isRequired = required
    self.readers = readers
    self.interpolates = interpolates
    self.summary = summary
    self.tiers = tiers
  }

  /// A key that triptych reads and the workload does not see.
  static func own(
    _ path: String, _ type: SchemaType, default text: String? = nil, required: Bool = false,
    interpolates: Bool = true, tiers: String? = nil, _ summary: String
  ) -> SchemaKey {
    SchemaKey(
      path, type, readers: [.triptych], default: text, required: required,
      interpolates: interpolates, tiers: tiers, summary)
  }

  /// A key that is rendered for the workload.
  static func workload(
    _ path: String, _ type: SchemaType, tiers: String? = nil, _ summary: String
  ) -> SchemaKey {
    SchemaKey(path, type, readers: [.workload], tiers: tiers, summary)
  }
}

/// The schema as a tree, which is walked together with a document.
struct SchemaNode: Sendable {
  /// By name; `*` applies to every name that the author chooses.
  private(set) var children: [String: SchemaNode] = [:]
  private(set) var key: SchemaKey?
  let collection: Schema.Collection?

  static let root: SchemaNode = {
    var root = SchemaNode(path: "")
    for key in Schema.keys { root.insert(key, at: key.path.split(separator: ".")[...], below: "") }
    return root
  }()

  /// The node below a name that is not in the schema.
  static let empty = SchemaNode(path: "")

  private init(path: String) { collection = Schema.collections[path] }

  private mutating func insert(
    _ key: SchemaKey, at parts: ArraySlice<Substring>, below path: String
  ) {
    guard let head = parts.first else {
      self.key = key
      return
    }
    let path = path.isEmpty ? String(head) : "\(path).\(head)"
    children[String(head), default: SchemaNode(path: path)].insert(
      key, at: parts.dropFirst(), below: path)
  }
}

extension Schema {
  /// The leaf of the schema for a path such as `health.checks.api-ready.url`; `nil` for an unknown path.
  static func node(at path: String) -> SchemaNode? {
    var node = SchemaNode.root
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      guard let child = node.children[String(part)] ?? node.children["*"] else { return nil }
      node = child
    }
    return node.key == nil ? nil : node
  }

  /// The typed default values by path. A path with `*` applies to every name.
  static let defaults: [String: Value] = {
    var values: [String: Value] = [:]
    for key in keys { values[key.path] = key.defaultText.flatMap { value($0, of: key) } }
    return values
  }()

  /// Parses YAML only for lists; parsing every default would delay each start by half a millisecond.
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

  /// Whether an unquoted number or `no` is text where the source has no quotes.
  var isTextual: Bool {
    switch self {
    case .bool, .integer, .list: false
    case .nullable(let type): type.isTextual
    default: true
    }
  }
}
