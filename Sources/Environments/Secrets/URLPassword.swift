/// The password inside a URL, `scheme://user:password@host`.
package struct URLPassword {
  package var password: String
  /// The URL with `•••` in its place.
  package var masked: String

  /// `nil` for a text that is no URL with a password.
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
