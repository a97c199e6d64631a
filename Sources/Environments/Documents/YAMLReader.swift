import Yams

/// Turns the library's nodes into ours: expands aliases within a budget, merges `<<`, refuses what the
/// dialect has no use for.
struct YAMLReader {
  let file: String
  let dialect: YAMLDialect
  let shield: YAMLShield
  private(set) var diagnostics: [Diagnostic] = []
  private var visited = 0
  private var anchors: [String: Anchored] = [:]

  private struct Anchored {
    var node: YAMLNode
    var nodes: Int
    var depth: Int
  }

  private struct Halt: Error {}

  init(file: String, dialect: YAMLDialect, shield: YAMLShield) {
    self.file = file
    self.dialect = dialect
    self.shield = shield
  }

  /// Null when the document is too large or too deep to be meant.
  mutating func readRoot(_ root: Node) -> YAMLNode? {
    do { return try read(root, depth: 1).node } catch { return nil }
  }

  private mutating func read(_ node: Node, depth: Int) throws(Halt) -> Anchored {
    let place = location(node.mark)
    try count(1, depth: depth, at: place)
    switch node {
    case .scalar(let scalar):
      return try read(scalar, depth: depth, at: place)
    case .sequence(let sequence):
      let before = visited
      var items: [YAMLNode] = []
      items.reserveCapacity(sequence.count)
      var deepest = 1
      for item in sequence {
        let read = try read(item, depth: depth + 1)
        items.append(read.node)
        deepest = max(deepest, read.depth + 1)
      }
      let result = YAMLNode(.sequence(items), at: place, tag: tag(sequence.tag, at: place))
      return keep(result, sequence.anchor, nodes: visited - before + 1, depth: deepest)
    case .mapping(let mapping):
      return try read(mapping, depth: depth, at: place)
    case .alias:
      throw halt("YAML04", "the alias cannot be read", at: place)
    }
  }

  private mutating func read(
    _ scalar: Node.Scalar, depth: Int, at place: Location
  ) throws(Halt) -> Anchored {
    let isPlain = scalar.style == .plain || scalar.style == .any
    if isPlain, let name = shield.alias(scalar.string) {
      guard let anchored = anchors[name] else {
        throw halt("YAML04", "the alias *\(name) has no anchor above it", at: place)
      }
      try count(anchored.nodes, depth: depth + anchored.depth, at: place)
      return anchored
    }
    let written = tag(scalar.tag, at: place, allowsText: true)
    let isText = !isPlain || written == Self.textTag
    let content = YAMLNode.Content.scalar(
      text: shield.restored(scalar.string), isQuoted: isText)
    let node = YAMLNode(content, at: place, tag: written == Self.textTag ? nil : written)
    return keep(node, scalar.anchor, nodes: 1, depth: 1)
  }

  private mutating func read(
    _ mapping: Node.Mapping, depth: Int, at place: Location
  ) throws(Halt) -> Anchored {
    let before = visited
    var entries: [YAMLNode.Entry] = []
    entries.reserveCapacity(mapping.count)
    var merged: YAMLNode.Entry?
    var deepest = 1
    for (key, value) in mapping {
      let read = try read(value, depth: depth + 1)
      deepest = max(deepest, read.depth + 1)
      guard let (name, isMerge) = keyName(key) else { continue }
      let entry = YAMLNode.Entry(key: name, keyLocation: location(key.mark), value: read.node)
      if isMerge { merged = entry } else { entries.append(entry) }
    }
    if let merged { merge(merged, into: &entries) }
    let node = YAMLNode(.mapping(entries), at: place, tag: tag(mapping.tag, at: place))
    return keep(node, mapping.anchor, nodes: visited - before + 1, depth: deepest)
  }

  private mutating func keyName(_ key: Node) -> (name: String, isMerge: Bool)? {
    guard case .scalar(let scalar) = key else {
      report("YAML05", "a key is text, and this one is a list or a map", at: location(key.mark))
      return nil
    }
    let isPlain = scalar.style == .plain || scalar.style == .any
    if shield.isHiddenDuplicate(scalar.string) { return nil }
    if isPlain, shield.alias(scalar.string) != nil {
      report("YAML05", "a key is text, and this one is an alias", at: location(key.mark))
      return nil
    }
    return (shield.restored(scalar.string), isPlain && scalar.string == "<<")
  }

  /// Explicit keys win over merged ones, and among several merged maps the earlier.
  private mutating func merge(_ merged: YAMLNode.Entry, into entries: inout [YAMLNode.Entry]) {
    guard dialect == .compose else {
      let hint = "write the keys out, or let the environment extend another one"
      report("YAML06", "merge keys have no meaning here", at: merged.keyLocation, hint: hint)
      return
    }
    var taken = Set(entries.map(\.key))
    for map in merged.value.sequence ?? [merged.value] {
      guard let inherited = map.mapping else {
        report("YAML06", "a merge key takes a map or a list of maps", at: merged.keyLocation)
        return
      }
      for entry in inherited where taken.insert(entry.key).inserted { entries.append(entry) }
    }
  }

  private static let textTag = "tag:yaml.org,2002:str"

  private mutating func tag(_ tag: Tag, at place: Location, allowsText: Bool = false) -> String? {
    let name = tag.description
    if name.isEmpty || name == "!" { return nil }
    if allowsText && name == Self.textTag { return name }
    if !dialect.tags.contains(name) {
      report("YAML07", "the tag \(name) has no meaning here", at: place)
    }
    return name
  }

  private mutating func keep(
    _ node: YAMLNode, _ anchor: Anchor?, nodes: Int, depth: Int
  ) -> Anchored {
    let result = Anchored(node: node, nodes: nodes, depth: depth)
    if let anchor { anchors[anchor.rawValue] = result }
    return result
  }

  private mutating func count(_ nodes: Int, depth: Int, at place: Location) throws(Halt) {
    visited += nodes
    if visited > YAMLDocument.nodesMax {
      throw halt(
        "YAML03", "the document has more than \(YAMLDocument.nodesMax) nodes, aliases expanded",
        at: place)
    }
    if depth > YAMLDocument.depthMax {
      throw halt(
        "YAML03", "the document is nested deeper than \(YAMLDocument.depthMax) levels", at: place)
    }
  }

  private mutating func halt(_ code: String, _ message: String, at place: Location) -> Halt {
    report(code, message, at: place)
    return Halt()
  }

  private mutating func report(
    _ code: String, _ message: String, at place: Location, hint: String? = nil
  ) {
    diagnostics.append(Diagnostic(.error, code, message, at: place, hint: hint))
  }

  private func location(_ mark: Mark?) -> Location {
    Location(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }
}
