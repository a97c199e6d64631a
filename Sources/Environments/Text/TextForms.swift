/// Checks the syntax of names, paths, URLs and addresses, without looking anything up.
package enum TextForms {
  /// The ports that a service can listen on.
  package static let ports = 1...65_535

  package static let slugPattern = "^[a-z][a-z0-9-]{0,30}$"

  package static func isSlug(_ text: String) -> Bool {
    guard (1...31).contains(text.utf8.count), let first = text.utf8.first, isLower(first) else {
      return false
    }
    return text.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  /// Whether Compose accepts the text as the name of a project; up to 63 bytes.
  package static func isProject(_ text: String) -> Bool {
    guard (1...63).contains(text.utf8.count), let first = text.utf8.first,
      isLower(first) || isDigit(first)
    else { return false }
    return text.utf8.allSatisfy { isLower($0) || isDigit($0) || "-_".utf8.contains($0) }
  }

  /// Whether somebody could have meant the text as a key: a word without signs, and not as mixed as a random text is.
  package static func couldBeKey(_ text: String) -> Bool {
    let isMixed =
      text.utf8.contains(where: isDigit) && text.utf8.contains { isLower($0) }
      && text.utf8.contains { isLower($0 | 0x20) && !isLower($0) }
    return !isMixed && text.utf8.count <= 64
      && text.utf8.allSatisfy { isLower($0 | 0x20) || isDigit($0) || "-_. ".utf8.contains($0) }
  }

  /// Whether the text is a path: not empty, without control characters, and not leading out of the root.
  package static func isPath(_ text: String) -> Bool {
    !text.isEmpty && !text.unicodeScalars.contains(where: \.isControl)
      && !text.split(separator: "/").contains("..")
  }

  package static func isURL(_ text: String) -> Bool {
    guard let rest = withoutScheme(text) else { return false }
    let host = rest.prefix { !"/?#".contains($0) }
    return !host.isEmpty && !text.unicodeScalars.contains { $0.isControl || $0 == " " }
  }

  /// Whether the text is `scheme://host[:port]` and nothing more.
  package static func isOrigin(_ text: String) -> Bool {
    guard isURL(text), let rest = withoutScheme(text) else { return false }
    return !rest.contains { "/?#@".contains($0) }
  }

  /// Whether the text is a DNS name, with or without `*.` before it for wildcard certificates, or an IP address.
  package static func isHost(_ text: String) -> Bool {
    if text.utf8.contains(UInt8(ascii: ":")) { return isAddressOfVersion6(text) }
    let name = text.hasPrefix("*.") ? text.dropFirst(2) : text[...]
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    let hyphen = UInt8(ascii: "-")
    return text.utf8.count <= 253
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count) && label.utf8.first != hyphen
          && label.utf8.last != hyphen
          && label.utf8.allSatisfy { isLower($0 | 0x20) || isDigit($0) || $0 == hyphen }
      }
  }

  /// Whether the text is an IPv6 address: eight groups of hexadecimal digits, or fewer with one `::` for the
  /// missing ones.
  private static func isAddressOfVersion6(_ text: String) -> Bool {
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    let groups = halves.flatMap { $0.split(separator: ":", omittingEmptySubsequences: false) }
      .filter { !$0.isEmpty }
    let isWhole = halves.count == 1 && groups.count == 8
    let isShort = halves.count == 2 && groups.count < 8
    return (isWhole || isShort)
      && groups.allSatisfy { $0.utf8.count <= 4 && $0.allSatisfy { $0.isASCII && $0.isHexDigit } }
  }

  package static func isAddress(_ text: String) -> Bool {
    guard let colon = text.lastIndex(of: ":"), colon != text.startIndex,
      let port = Int(text[text.index(after: colon)...])
    else { return false }
    return ports.contains(port) && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }

  /// Whether the text consists of letters, digits and underscores, and does not start with a digit.
  package static func isVariableName(_ text: String) -> Bool {
    isVariableName(Array(text.utf8)[...])
  }

  package static func isVariableName(_ name: ArraySlice<UInt8>) -> Bool {
    guard let first = name.first, !isDigit(first) else { return false }
    return name.allSatisfy { isLower($0 | 0x20) || isDigit($0) || $0 == UInt8(ascii: "_") }
  }

  /// Whether the text can name a check or a rule. Dots are not allowed, because they separate the parts of a path.
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
