/// How one Compose document follows another: `!reset` removes what came before, `!override` replaces it.
extension YAMLNode {
  static let resetTag = "!reset"
  static let overrideTag = "!override"

  /// The node with a later document of the same file merged into it, as Compose merges them: maps by key, lists one
  /// after the other.
  func overridden(by later: YAMLNode) -> YAMLNode {
    if later.tag == Self.overrideTag { return later }
    switch (content, later.content) {
    case (_, .scalar(let text, false)) where PlainScalar(text) == .null && mapping != nil:
      return self
    case (.mapping(let entries), .mapping(let others)):
      var merged = entries
      var indices = Dictionary(
        entries.indices.map { (entries[$0].key, $0) }, uniquingKeysWith: { first, _ in first })
      for other in others {
        if let index = indices[other.key] {
          merged[index].value = merged[index].value.overridden(by: other.value)
        } else {
          indices[other.key] = merged.count
          merged.append(other)
        }
      }
      return YAMLNode(.mapping(merged), at: location, tag: tag)
    case (.sequence(let items), .sequence(let others)) where later.tag != Self.resetTag:
      return YAMLNode(.sequence(items + others), at: location, tag: tag)
    default: return later
    }
  }

  /// The node without what a later file replaces or resets.
  func without(replacedBy later: YAMLNode) -> YAMLNode {
    guard case .mapping(let entries) = content, case .mapping(let others) = later.content,
      later.hasTags
    else { return self }
    let byKey = Dictionary(
      others.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    let kept = entries.compactMap { entry -> Entry? in
      guard let other = byKey[entry.key] else { return entry }
      if other.isReplacing { return nil }
      var entry = entry
      entry.value = entry.value.without(replacedBy: other)
      return entry
    }
    return YAMLNode(.mapping(kept), at: location, tag: tag)
  }

  /// The node without the keys that it resets.
  var withoutResets: YAMLNode {
    guard case .mapping(let entries) = content, hasTags else { return self }
    let kept = entries.compactMap { entry -> Entry? in
      if entry.value.tag == Self.resetTag { return nil }
      var entry = entry
      entry.value = entry.value.withoutResets
      return entry
    }
    return YAMLNode(.mapping(kept), at: location, tag: tag)
  }

  private var isReplacing: Bool { tag == Self.resetTag || tag == Self.overrideTag }

  /// Whether a key in it, at any depth, replaces or resets. Most files have none.
  private var hasTags: Bool {
    guard case .mapping(let entries) = content else { return false }
    return entries.indices.contains { entries[$0].value.isReplacing || entries[$0].value.hasTags }
  }
}
