/// The schema as a tree, for walking a document along with it.
struct SchemaNode: Sendable {
  /// Under `*` what holds for every name that the author chooses.
  private(set) var children: [String: SchemaNode] = [:]
  private(set) var key: SchemaKey?
  let collection: Schema.Collection?

  static let root: SchemaNode = {
    var root = SchemaNode(path: "")
    for key in Schema.keys { root.insert(key, at: key.path.split(separator: ".")[...], below: "") }
    return root
  }()

  /// What is below a name that the schema does not know.
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
