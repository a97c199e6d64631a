/// The passwords inside the URLs of a text, `scheme://user:password@host`.
package struct URLPassword {
  /// One password a line.
  package var password: String
  /// The text with `•••` in place of each.
  package var masked: String

  /// `nil` when the text contains no URL with a password.
  package init?(_ text: String) {
    guard text.utf8.contains(UInt8(ascii: "@")) else { return nil }
    let bytes = Array(text.utf8)
    var parts: [Range<Int>] = []
    var index = 0
    while let colon = bytes[index...].firstIndex(of: UInt8(ascii: ":")) {
      index = colon + 1
      guard let url = URLParts(bytes, colon: colon) else { continue }
      parts += url.secret.map { [$0] } ?? []
      index = url.authority.upperBound
    }
    guard !parts.isEmpty else { return nil }
    password = parts.map { String(decoding: bytes[$0], as: UTF8.self) }.joined(separator: "\n")
    masked = MaskedText.masked(bytes, parts)
  }
}

/// The parts of a URL that matter to secrets.
struct URLParts {
  /// From the end of `://` to the first `/`, `?` or `#`, or to the `@` when a password holds one of these.
  var authority: Range<Int>
  /// The password, or a token in place of the user.
  var secret: Range<Int>?
  /// The end of the URL.
  var end: Int

  /// `nil` when no URL's `://` is at the colon.
  init?(_ bytes: [UInt8], colon: Int) {
    let start = colon + 3
    guard start < bytes.count, bytes[colon + 1] == Self.slash, bytes[colon + 2] == Self.slash else {
      return nil
    }
    self.init(bytes, from: start, isWeb: Self.isWeb(bytes, colon))
  }

  /// `nil` when `//user:password@` without a scheme is not at the index.
  init?(_ bytes: [UInt8], slashes index: Int) {
    let start = index + 2
    guard start < bytes.count, bytes[index + 1] == Self.slash, bytes[start] != Self.slash,
      index == 0 || !Self.isOfScheme(bytes[index - 1]) && !":/@".utf8.contains(bytes[index - 1]),
      bytes[start...].prefix(512).prefix(while: { !Self.isEnd($0) }).contains(Self.at)
    else { return nil }
    self.init(bytes, from: start, isWeb: false)
  }

  private init(_ bytes: [UInt8], from start: Int, isWeb: Bool) {
    end = Self.end(of: bytes, from: start)
    let run = bytes[start..<end]
    let stop = run.firstIndex { "/?#".utf8.contains($0) } ?? end
    authority = start..<stop
    if let at = bytes[authority].lastIndex(of: Self.at) {
      secret = Self.secret(bytes, start..<at, isWeb: isWeb)
    } else if let at = Self.lateAt(bytes, authority, end) {
      authority = start..<at
      secret = Self.secret(bytes, start..<at, isWeb: false)
    } else if let option = bytes[authority].firstIndex(of: UInt8(ascii: ";")) {
      // jdbc:sqlserver://host;user=u;password=p
      authority = start..<option
    }
  }

  private static let at = UInt8(ascii: "@")
  private static let slash = UInt8(ascii: "/")

  /// The end of the URL: white space, a quote, or the next URL of a list.
  private static func end(of bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count, !isEnd(bytes[index]) {
      if bytes[index] == UInt8(ascii: ":"), index + 2 < bytes.count, bytes[index + 1] == slash,
        bytes[index + 2] == slash
      {
        let scheme = bytes[start..<index].lastIndex { !isOfScheme($0) }.map { $0 + 1 } ?? start
        return scheme > start ? scheme : index
      }
      index += 1
    }
    return index
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "\"'<>`\\".utf8.contains(byte)
  }

  private static func isOfScheme(_ byte: UInt8) -> Bool {
    SecretScan.isAlphanumeric(byte) || "+.-".utf8.contains(byte)
  }

  /// Whether a user without a password may be a token.
  private static func isWeb(_ bytes: [UInt8], _ colon: Int) -> Bool {
    ["http", "https", "git+https", "ws", "wss"].contains {
      let start = colon - $0.utf8.count
      return start >= 0 && bytes[start..<colon].elementsEqual($0.utf8)
        && (start == 0 || !isOfScheme(bytes[start - 1]))
    }
  }

  /// The `@` after a password that holds `/`, `?` or `#`, which should have been escaped.
  private static func lateAt(
    _ bytes: [UInt8], _ authority: Range<Int>, _ end: Int
  ) -> Int? {
    guard let colon = bytes[authority].firstIndex(of: UInt8(ascii: ":")),
      bytes[authority.lowerBound] != UInt8(ascii: "["),
      let at = bytes[authority.upperBound..<end].lastIndex(of: Self.at), at + 1 < end
    else { return nil }
    let word = bytes[(colon + 1)..<authority.upperBound]
    let isPort = word.allSatisfy(SecretScan.isDigit)
    return isPort || word.first == UInt8(ascii: "$") ? nil : at
  }

  private static func secret(
    _ bytes: [UInt8], _ userinfo: Range<Int>, isWeb: Bool
  ) -> Range<Int>? {
    guard let colon = bytes[userinfo].firstIndex(of: UInt8(ascii: ":")) else {
      return isWeb && isToken(bytes[userinfo]) ? userinfo : nil
    }
    let password = (colon + 1)..<userinfo.upperBound
    let user = userinfo.lowerBound..<colon
    let isForm = password.isEmpty || bytes[password].elementsEqual("x-oauth-basic".utf8)
    if isForm { return isToken(bytes[user]) ? user : nil }
    return password
  }

  /// Whether a user's name is rather a token.
  private static func isToken(_ user: ArraySlice<UInt8>) -> Bool {
    guard user.count >= 8, user.first != UInt8(ascii: "$") else { return false }
    let hasDigit = user.contains(where: SecretScan.isDigit)
    let hasUpper = user.contains { (0x41...0x5A).contains($0) }
    let hasLower = user.contains { (0x61...0x7A).contains($0) }
    return user.count >= 20 || hasDigit || hasUpper && hasLower
  }
}
