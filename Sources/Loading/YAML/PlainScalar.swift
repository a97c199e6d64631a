/// What an unquoted YAML text is. Where YAML's versions disagree, it is `ambiguous` and nobody guesses.
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
  /// What it is, as it stands in a sentence.
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
