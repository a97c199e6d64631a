/// The schema as a tree, for walking a document along with it.
struct SchemaNode: Sendable {
  /// Under `*` what holds for every name that the author chooses.
  let children: [String: SchemaNode]
  let key: SchemaKey?
  let collection: Schema.Collection?

  static let root = SchemaNode(
    prefix: "", keys: Schema.keys.map { ($0.path.split(separator: "."), $0) })

  /// What is below a name that the schema does not know.
  static let empty = SchemaNode(prefix: "", keys: [])

  private init(prefix: String, keys: [(rest: [Substring], key: SchemaKey)]) {
    var groups: [String: [(rest: [Substring], key: SchemaKey)]] = [:]
    var own: SchemaKey?
    for (rest, key) in keys {
      if let head = rest.first {
        groups[String(head), default: []].append((Array(rest.dropFirst()), key))
      } else {
        own = key
      }
    }
    var nodes: [String: SchemaNode] = [:]
    for (name, group) in groups {
      nodes[name] = SchemaNode(prefix: prefix.isEmpty ? name : "\(prefix).\(name)", keys: group)
    }
    key = own
    collection = Schema.collections[prefix]
    children = nodes
  }
}
