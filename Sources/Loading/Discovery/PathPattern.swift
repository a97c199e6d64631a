/// A path in which variables may stand for words, such as `.env.${STAGE}` or `compose.$(ENV).yml`.
struct PathPattern: Hashable, Sendable {
  private enum Part: Hashable, Sendable {
    case literal(String)
    case variable(String)
  }

  private var parts: [Part] = []

  init(_ text: String) {
    var rest = text[...]
    var literal = ""
    while !rest.isEmpty {
      if let (name, after) = Self.variable(at: rest) {
        if !literal.isEmpty { parts.append(.literal(literal)) }
        literal = ""
        parts.append(.variable(name))
        rest = after
      } else {
        literal.append(rest.removeFirst())
      }
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
  }

  var isPlain: Bool { parts.allSatisfy { if case .literal = $0 { true } else { false } } }

  /// What each variable stands for when the pattern means `path`; `nil` when it cannot. A variable stands for one word
  /// of a path, without a slash.
  func words(in path: String) -> [String: String]? {
    var words: [String: String] = [:]
    var rest = path[...]
    for (index, part) in parts.enumerated() {
      switch part {
      case .literal(let text):
        guard rest.hasPrefix(text) else { return nil }
        rest = rest.dropFirst(text.count)
      case .variable(let name):
        var end = rest.endIndex
        if index + 1 < parts.count, case .literal(let next) = parts[index + 1] {
          guard let found = rest.firstRange(of: next) else { return nil }
          end = found.lowerBound
        }
        let word = String(rest[..<end])
        guard !word.isEmpty, !word.contains("/"), words[name, default: word] == word else {
          return nil
        }
        words[name] = word
        rest = rest[end...]
      }
    }
    return rest.isEmpty ? words : nil
  }

  /// The path for given words; `nil` when one is not given.
  func path(_ words: [String: String]) -> String? {
    var path = ""
    for part in parts {
      switch part {
      case .literal(let text): path += text
      case .variable(let name):
        guard let word = words[name] else { return nil }
        path += word
      }
    }
    return path
  }

  /// The variable at the beginning of a text, as Compose, shells, make and documents write it.
  private static func variable(at text: Substring) -> (name: String, after: Substring)? {
    for (opening, closing) in [("${", "}"), ("$(", ")"), ("{{", "}}"), ("<", ">")]
    where text.hasPrefix(opening) {
      let inside = text.dropFirst(opening.count)
      guard let end = inside.firstRange(of: closing) else { return nil }
      let name = inside[..<end.lowerBound].drop { $0 == " " }.prefix { isOfName($0) }
      return name.isEmpty ? nil : (String(name), inside[end.upperBound...])
    }
    guard text.first == "$" else { return nil }
    let name = text.drop { $0 == "$" }.prefix { isOfName($0) }
    return name.isEmpty ? nil : (String(name), text[name.endIndex...])
  }

  private static func isOfName(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "_")
  }
}
