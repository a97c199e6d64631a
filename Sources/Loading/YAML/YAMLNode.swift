import Environments

/// A YAML document as a tree whose nodes carry their positions. Aliases are expanded within a budget.
package struct YAMLNode: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package var key: String
    package var keyLocation: Location
    package var value: YAMLNode

    package init(key: String, keyLocation: Location, value: YAMLNode) {
      self.key = key
      self.keyLocation = keyLocation
      self.value = value
    }
  }

  package enum Content: Hashable, Sendable {
    /// `isQuoted` tells `"8080"` from `8080`; block scalars count as quoted.
    case scalar(text: String, isQuoted: Bool)
    case sequence([YAMLNode])
    /// In the order of the file; keys are unique.
    case mapping([Entry])
  }

  package var content: Content
  package var location: Location
  /// An explicit tag such as `!reset`, `nil` for none.
  package var tag: String?

  package init(_ content: Content, at location: Location, tag: String? = nil) {
    self.content = content
    self.location = location
    self.tag = tag
  }
}

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

  /// The value of a key of a mapping.
  package subscript(key: String) -> YAMLNode? {
    guard case .mapping(let entries) = content,
      // Copying the entries to compare their keys would take most of the time.
      let index = entries.indices.first(where: { entries[$0].key.isExactly(key) })
    else { return nil }
    return entries[index].value
  }

  /// The kind of the value, as a phrase for a sentence.
  var kind: String {
    switch content {
    case .mapping: "a map"
    case .sequence: "a list"
    case .scalar(let text, let isQuoted): (isQuoted ? .text : PlainScalar(text)).kind
    }
  }
}

/// The meaning of an unquoted YAML scalar. A scalar that YAML's versions read differently is `ambiguous`; triptych does
/// not guess.
enum PlainScalar: Hashable {
  case null
  case bool(Bool)
  case integer(Int)
  case decimal(Double)
  /// `no`, `On`, `012`, `0x1F`, `1e3`, `1_000`.
  case ambiguous
  case text

  init(_ text: String) {
    switch text {
    case "", "~", "null": self = .null
    case "true": self = .bool(true)
    case "false": self = .bool(false)
    default: self = Self.other(text)
    }
  }

  private static let words: Set<String> = [
    "true", "false", "null", "yes", "no", "on", "off", "y", "n", ".inf", "-.inf", "+.inf", ".nan",
  ]

  private static func other(_ text: String) -> PlainScalar {
    if text.utf8.count <= 5, words.contains(text.lowercased()) { return .ambiguous }
    let unsigned = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
    guard let first = unsigned.utf8.first, (48...57).contains(first) || first == 46 else {
      return .text
    }
    let whole = unsigned.utf8.prefix { (48...57).contains($0) }.count
    if whole == unsigned.utf8.count {
      if first == 48 && whole > 1 { return .ambiguous }
      return Int(text).map { .integer($0) } ?? .ambiguous
    }
    return number(unsigned, text)
  }

  private static func number(_ unsigned: Substring, _ text: String) -> PlainScalar {
    let rest = unsigned.utf8.drop { (48...57).contains($0) }
    let isDecimal = rest.first == 46 && rest.dropFirst().allSatisfy { (48...57).contains($0) }
    if isDecimal, unsigned.utf8.count > 1, unsigned.utf8.first != 46 || rest.count > 1 {
      return Double(text).map { .decimal($0) } ?? .text
    }
    let looksLikeOne =
      unsigned.utf8.allSatisfy { (48...57).contains($0) || "eE+-._".utf8.contains($0) }
      && Double(text.filter { $0 != "_" }) != nil
    let isBased = text.hasPrefix("0x") || text.hasPrefix("0o") || text.hasPrefix("0b")
    return looksLikeOne || isBased ? .ambiguous : .text
  }
}

extension PlainScalar {
  /// The kind of the value, as a phrase for a sentence.
  var kind: String {
    switch self {
    case .null: "nothing"
    case .bool: "true or false"
    case .integer: "a whole number"
    case .decimal: "a number"
    case .ambiguous: "a word that YAML's versions read differently"
    case .text: "text"
    }
  }
}
