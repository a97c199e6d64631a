/// The forms that texts must have, checked without looking anything up.
package enum TextForms {
  package static let slugPattern = "^[a-z][a-z0-9-]{0,30}$"

  package static func isSlug(_ text: String) -> Bool {
    guard (1...31).contains(text.utf8.count), let first = text.utf8.first, isLower(first) else {
      return false
    }
    return text.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  /// Not empty, no control characters, and not leading out of the root.
  package static func isPath(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
      && !text.split(separator: "/").contains("..")
  }

  package static func isURL(_ text: String) -> Bool {
    guard let rest = withoutScheme(text) else { return false }
    let host = rest.prefix { !"/?#".contains($0) }
    return !host.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
  }

  /// `scheme://host[:port]` and nothing behind it.
  package static func isOrigin(_ text: String) -> Bool {
    guard isURL(text), let rest = withoutScheme(text) else { return false }
    return !rest.contains { "/?#@".contains($0) }
  }

  package static func isAddress(_ text: String) -> Bool {
    guard let colon = text.lastIndex(of: ":"), colon != text.startIndex,
      let port = Int(text[text.index(after: colon)...])
    else { return false }
    return Schema.ports.contains(port) && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }

  /// Letters, digits and underscores, not starting with a digit.
  package static func isVariableName(_ text: String) -> Bool {
    EnvBytes.isShellName(Array(text.utf8)[...])
  }

  /// The name of a check or a rule; no dots, because they part the words of a path.
  package static func isEntryName(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLower(first | 0x20), text.utf8.last != 0x20,
      text.utf8.count <= 63
    else { return false }
    return text.utf8.allSatisfy { isLower($0 | 0x20) || isDigit($0) || " -_".utf8.contains($0) }
  }

  private static func withoutScheme(_ text: String) -> Substring? {
    for scheme in ["https://", "http://"] where text.hasPrefix(scheme) {
      return text.dropFirst(scheme.count)
    }
    return nil
  }

  private static func isLower(_ byte: UInt8) -> Bool { (97...122).contains(byte) }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
