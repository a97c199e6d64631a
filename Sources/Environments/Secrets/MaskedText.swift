/// Masks what looks like a secret in the text that a service printed.
package enum MaskedText {
  private static let schemes: Set<String> = ["basic", "bearer"]

  /// The text with `•••` in place of values such as those in `password=…`, `"token": "…"` and `Bearer …`, of
  /// passwords in URLs, and of words with the prefix of a known issuer of secrets.
  package static func of(_ text: String) -> String {
    var result = ""
    for word in parts(of: maskedValues(Array(text))) {
      let bare = word.trimmingQuotes
      if let url = URLPassword(word) {
        result += url.masked
      } else {
        result += SecretPatterns.looksSecret(bare) ? Secret.mask : word
      }
    }
    return result
  }

  /// The words of the text and the white space between them.
  private static func parts(of text: [Character]) -> [String] {
    var parts: [String] = []
    for character in text {
      let isSpace = character.isWhitespace
      if let last = parts.last?.last, last.isWhitespace == isSpace {
        parts[parts.count - 1].append(character)
      } else {
        parts.append(String(character))
      }
    }
    return parts
  }

  private static func maskedValues(_ text: [Character]) -> [Character] {
    var result: [Character] = []
    var index = 0
    while index < text.count {
      guard text[index].isNameCharacter else {
        result.append(text[index])
        index += 1
        continue
      }
      let end = text[index...].firstIndex { !$0.isNameCharacter } ?? text.count
      let name = String(text[index..<end])
      result += text[index..<end]
      index = end
      guard let value = value(of: name, in: text, after: end) else { continue }
      result += text[end..<value.lowerBound] + Array(Secret.mask)
      index = value.upperBound
    }
    return result
  }

  /// The range of the value that follows a name; `nil` when the name is not that of a secret, or has no value.
  private static func value(
    of name: String, in text: [Character], after end: Int
  ) -> Range<Int>? {
    var start = end
    func skip(_ isSkipped: (Character) -> Bool) {
      while start < text.count, isSkipped(text[start]) { start += 1 }
    }
    if schemes.contains(name.lowercased()) {
      skip { $0 == " " }
      guard start > end else { return nil }
    } else {
      guard SecretPatterns.isSecret(name) else { return nil }
      skip { $0.isQuote || $0 == " " }
      guard start < text.count, text[start] == ":" || text[start] == "=" else { return nil }
      start += 1
      skip { $0 == " " }
    }
    guard start < text.count else { return nil }
    let quote = text[start].isQuote ? text[start] : nil
    if quote != nil { start += 1 }
    let stop =
      text[start...].firstIndex { quote.map($0.isSame) ?? $0.endsValue } ?? text.count
    return start < stop ? start..<stop : nil
  }
}

extension Character {
  fileprivate var isNameCharacter: Bool { isLetter || isNumber || "_-.".contains(self) }
  fileprivate var isQuote: Bool { self == "\"" || self == "'" }
  fileprivate var endsValue: Bool { isWhitespace || isQuote || ",;&}".contains(self) }
  fileprivate func isSame(_ other: Character) -> Bool { self == other }
}

extension String {
  fileprivate var trimmingQuotes: String {
    String(drop { $0.isQuote || $0 == "{" || $0 == "[" })
  }
}

/// The password inside a URL, `scheme://user:password@host`.
package struct URLPassword {
  package var password: String
  /// The URL with `•••` in its place.
  package var masked: String

  /// `nil` when the text is not a URL with a password.
  package init?(_ text: String) {
    guard text.utf8.contains(UInt8(ascii: "@")), let scheme = text.range(of: "://") else {
      return nil
    }
    let authority = text[scheme.upperBound...].prefix { !"/?# ".contains($0) }
    guard let at = authority.lastIndex(of: "@"), let colon = authority.firstIndex(of: ":"),
      colon < at, authority.index(after: colon) < at
    else { return nil }
    password = String(authority[authority.index(after: colon)..<at])
    masked = text[...colon] + Secret.mask + text[at...]
  }
}

extension String {
  fileprivate func range(of part: String) -> Range<Index>? { firstRange(of: part) }
}
