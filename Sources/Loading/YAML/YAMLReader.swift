import Environments

/// Builds nodes from libyaml's events: expands aliases within a budget, merges `<<`, refuses what the dialect does not
/// allow, and stops at the first limit.
struct YAMLReader: ~Copyable {
  let text: UnsafeBufferPointer<UInt8>
  let file: String
  let dialect: YAMLDialect
  private(set) var diagnostics: [Diagnostic] = []
  /// Whether a tag of the dialect was read, so that most documents need not be searched for one.
  private(set) var hasTags = false
  private let events: YAMLEvents
  private var anchors: [ExactText: Anchored] = [:]
  private var budget = YAMLBudget()
  private var deepest = 0
  private var duplicates = 0
  /// Whether a part of the document could not be read, so that the tree is incomplete.
  private var isIncomplete = false
  /// Whether an enclosing key that is not text was reported already; the keys inside it are not reported again.
  private var isInsideKey = false

  private struct Anchored {
    var node: YAMLNode
    var share: YAMLBudget.Share
    var levels: Int
  }

  /// Ends the reading after its reason was reported.
  private struct Halt: Error {}

  init(_ text: UnsafeBufferPointer<UInt8>, file: String, dialect: YAMLDialect) {
    self.text = text
    self.file = file
    self.dialect = dialect
    events = YAMLEvents(text)
  }

  /// `nil` for an empty text, and for one that was not read to its end.
  mutating func readDocument() -> YAMLNode? {
    do throws(Halt) {
      if let offset = YAMLBudget.directiveTooMany(in: text) {
        throw halt(
          "YAML03", "the document has more than \(YAMLBudget.directivesMax) directives",
          at: YAMLDocument.position(at: offset, in: text, file: file))
      }
      _ = try next()
      guard case .document = try next().kind else { return nil }
      var root = try read(next(), depth: 1)
      _ = try next()
      var end = try next()
      while case .document = end.kind {
        guard dialect == .compose else {
          throw halt(
            "YAML01", "a second document starts here", at: position(of: end),
            hint: "write one document per file")
        }
        report(
          Diagnostic(
            .warning, "YAML08", "Compose merges this document into the one above it",
            at: position(of: end), hint: "one document per file can be followed"))
        anchors = [:]
        root = root.overridden(by: try read(next(), depth: 1))
        _ = try next()
        end = try next()
      }
      return isIncomplete ? nil : root
    } catch { return nil }
  }

  private mutating func next() throws(Halt) -> YAMLEvent {
    do throws(YAMLProblem) { return try events.next() } catch {
      report(YAMLDocument.syntaxError(error, text: text, file: file))
      throw Halt()
    }
  }

  private mutating func read(_ event: YAMLEvent, depth: Int) throws(Halt) -> YAMLNode {
    if case .alias(let name) = event.kind { return try expand(name, event, depth: depth) }
    guard let name = event.anchor else { return try readContent(event, depth: depth) }
    let before = budget
    let deepestBefore = deepest
    deepest = depth
    let node = try readContent(event, depth: depth)
    anchors[name] = Anchored(
      node: node, share: budget.share(since: before), levels: deepest - depth + 1)
    deepest = max(deepest, deepestBefore)
    return node
  }

  private mutating func expand(
    _ name: String, _ event: YAMLEvent, depth: Int
  ) throws(Halt) -> YAMLNode {
    try take(.init(nodes: 1), depth: depth, at: event)
    // An anchor is registered once its node is complete, so a node cannot contain itself.
    guard let anchored = anchors[name] else {
      let position = position(of: event)
      // The name is not quoted: a password may begin with a *.
      report(
        "YAML04", "this alias has no anchor above it", at: position,
        hint: "quote a text that begins with *")
      isIncomplete = true
      return YAMLNode(.scalar(text: "", isQuoted: false), at: position)
    }
    try take(anchored.share, depth: depth + anchored.levels, at: event)
    deepest = max(deepest, depth + anchored.levels - 1)
    return anchored.node
  }

  private mutating func readContent(_ event: YAMLEvent, depth: Int) throws(Halt) -> YAMLNode {
    deepest = max(deepest, depth)
    let position = position(of: event)
    // libyaml expands the prefix of a tag, so a short text can produce a long tag.
    let bytes = (event.tag?.utf8.count ?? 0) + (event.anchor?.utf8.count ?? 0)
    if case .scalar(let text, let isPlain) = event.kind {
      try take(.init(nodes: 1, bytes: bytes + text.utf8.count), depth: depth, at: event)
      // A tag that Compose does not know makes a text of anything.
      let isText = !isPlain || event.tag.map(YAMLTag.makesText) ?? false
      let tag = event.tag == YAMLTag.text ? nil : tag(of: event)
      let content = event.tag == YAMLTag.binary ? YAMLTag.decoded(text) : text
      return YAMLNode(.scalar(text: content, isQuoted: isText), at: position, tag: tag)
    }
    try take(.init(nodes: 1, bytes: bytes), depth: depth, at: event)
    let tag = tag(of: event)
    if case .map = event.kind {
      return YAMLNode(.mapping(try entries(depth: depth + 1)), at: position, tag: tag)
    }
    return YAMLNode(.sequence(try items(depth: depth + 1)), at: position, tag: tag)
  }

  private mutating func items(depth: Int) throws(Halt) -> [YAMLNode] {
    var items: [YAMLNode] = []
    while true {
      let event = try next()
      if case .end = event.kind { return items }
      items.append(try read(event, depth: depth))
    }
  }

  private mutating func entries(depth: Int) throws(Halt) -> [YAMLNode.Entry] {
    var map = YAMLMap()
    while true {
      let event = try next()
      if case .end = event.kind { break }
      let key = try key(event, in: map, depth: depth)
      let value = try read(next(), depth: depth)
      if let key { map.add(key, value) }
    }
    if let merged = map.merged { merge(merged, into: &map) }
    return map.entries
  }

  /// `nil`, with the reason reported, for a key that the map cannot have.
  private mutating func key(
    _ event: YAMLEvent, in map: borrowing YAMLMap, depth: Int
  ) throws(Halt) -> YAMLMap.Key? {
    let position = position(of: event)
    switch event.kind {
    case .scalar(let written, let isPlain):
      let text = event.tag == YAMLTag.binary ? YAMLTag.decoded(written) : written
      if event.anchor != nil {
        _ = try read(event, depth: depth)
      } else if dialect == .compose, event.tag != nil {
        // A tagged key may be another key to other readers.
        _ = tag(of: event)
      }
      try take(.init(bytes: text.utf8.count), depth: depth, at: event)
      let key = YAMLMap.Key(text: text, position: position, isMerge: isPlain && text == "<<")
      guard let first = map.position(of: key) else { return key }
      try reportDuplicate(text, first: first, at: position)
    case .alias:
      report("YAML05", "a key must be text, not an alias", at: position)
    default:
      let isOutermost = !isInsideKey
      if isOutermost {
        report("YAML05", "a key must be text, not a list or a map", at: position)
      }
      isInsideKey = true
      _ = try read(event, depth: depth)
      isInsideKey = !isOutermost
    }
    return nil
  }

  private mutating func reportDuplicate(
    _ key: String, first: Location, at position: Location
  ) throws(Halt) {
    report(
      Diagnostic(
        .error, "YAML02", "the key \(Self.short(key)) is already set on line \(first.line)",
        at: position,
        hint: "keep one of them", related: [first]))
    duplicates += 1
    if duplicates == YAMLBudget.duplicatesMax { throw Halt() }
  }

  private mutating func merge(_ merged: YAMLNode.Entry, into map: inout YAMLMap) {
    guard dialect == .compose else {
      let hint = "write the keys out, or let the environment extend another one"
      report("YAML06", "merge keys are not supported here", at: merged.keyLocation, hint: hint)
      return
    }
    for inherited in merged.value.sequence ?? [merged.value] {
      guard let entries = inherited.mapping else {
        report("YAML06", "a merge key takes a map or a list of maps", at: merged.keyLocation)
        return
      }
      map.merge(entries)
    }
  }

  /// The tag that matters to what reads the node. Tags of the core schema say what a value is anyway.
  private mutating func tag(of event: YAMLEvent) -> String? {
    guard let name = event.tag, !name.isEmpty, name != "!" else { return nil }
    if dialect.tags.contains(name) {
      hasTags = true
      return name
    }
    if dialect == .compose, YAMLTag.isOfCore(name) { return nil }
    // The name is not quoted: a password may begin with a !.
    let core = YAMLTag.coreName(name)
    let hint = core == nil ? "quote a text that begins with !" : "leave it out"
    guard dialect == .compose else {
      report(
        "YAML07",
        core.map { "the tag !!\($0) is not supported here" } ?? "this tag is not supported here",
        at: position(of: event), hint: hint)
      return name
    }
    report(
      Diagnostic(
        .warning, "YAML07", "Compose ignores this tag", at: position(of: event), hint: hint))
    return nil
  }

  /// A prefix of a name that is long enough to find it.
  private static func short(_ name: String) -> String { name.shortened(to: 100) }

  private mutating func take(
    _ share: YAMLBudget.Share, depth: Int, at event: YAMLEvent
  ) throws(Halt) {
    guard let words = budget.take(share, depth: depth, nodesMax: dialect.nodesMax) else { return }
    throw halt(YAMLBudget.code, words, at: position(of: event))
  }

  private mutating func halt(
    _ code: String, _ message: String, at position: Location, hint: String? = nil
  ) -> Halt {
    report(code, message, at: position, hint: hint)
    return Halt()
  }

  private mutating func report(
    _ code: String, _ message: String, at position: Location, hint: String? = nil
  ) {
    report(Diagnostic(.error, code, message, at: position, hint: hint))
  }

  private mutating func report(_ problem: Diagnostic) {
    if diagnostics.count < YAMLBudget.problemsMax { diagnostics.append(problem) }
  }

  private func position(of event: YAMLEvent) -> Location {
    Location(file: file, line: event.line, column: event.column)
  }
}
