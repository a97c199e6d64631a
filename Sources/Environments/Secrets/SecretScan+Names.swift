/// What the words around a value say of it.
extension SecretScan {
  /// Whether a name without a word of a secret has one for its value in some places.
  mutating func isOtherName(_ word: Range<Int>, isQuoted: Bool) -> Bool {
    guard isQuoted else { return isParameter(word) }
    let name = bytes[word]
    if name.elementsEqual("auth".utf8) { return true }
    // The private members of a JSON Web Key.
    let isShort =
      name.count <= 2
      && ["d", "p", "q", "dp", "dq", "qi", "k"].contains { name.elementsEqual($0.utf8) }
    return isShort && isWebKey
  }

  /// Whether the word names a parameter of a URL.
  func isParameter(_ word: Range<Int>) -> Bool {
    guard word.lowerBound > 0 else { return false }
    return "?&".utf8.contains(bytes[word.lowerBound - 1])
      || bytes[..<word.lowerBound].suffix(5).elementsEqual("&amp;".utf8)
  }

  /// Whether a parameter signs or opens its URL, such as `sig=x` and `X-Amz-Signature=x`. A short code, such as that of
  /// a country, does not.
  func isOpening(_ word: Range<Int>, _ value: ArraySlice<UInt8>) -> Bool {
    let last = bytes[word].split { "-_.".utf8.contains($0) }.last ?? []
    switch String(decoding: last, as: UTF8.self).lowercased() {
    case "sig", "signature": return true
    case "auth", "code", "key", "ticket":
      return value.count >= 8 && (value.count >= 20 || value.contains(where: Self.isDigit))
    default: return false
    }
  }

  /// Whether the word is the name of an XML element that begins.
  func isElement(_ word: Range<Int>) -> Bool {
    word.lowerBound > 0 && bytes[word.lowerBound - 1] == UInt8(ascii: "<")
  }

  /// Whether the word is the value of `name` or `key`.
  func isPairName(_ word: Range<Int>) -> Bool {
    let before = bytes[..<word.lowerBound].suffix(12)
    guard let last = before.last, last == 0x20 || Self.isQuote(last) else { return false }
    guard let sign = before.lastIndex(where: { "=:".utf8.contains($0) }),
      before[(sign + 1)...].allSatisfy({ $0 == 0x20 || $0 == 0x5C || Self.isQuote($0) })
    else { return false }
    let name = before[..<sign].reversed().drop { Self.isQuote($0) || $0 == 0x20 || $0 == 0x5C }
    return ["eman", "yek"].contains { name.starts(with: $0.utf8) }
  }

  /// Whether the word is in a line of a `.netrc`: `machine h login u password x`.
  func isOfNetrc(_ word: Range<Int>) -> Bool {
    let words = bytes[..<word.lowerBound].suffix(256).split { $0 <= 0x20 }.suffix(4)
    return ["machine", "login"].contains { name in
      words.dropLast().contains { $0.elementsEqual(name.utf8) }
    } && bytes[..<word.lowerBound].suffix(512).firstRange(of: "machine ".utf8) != nil
  }

  func isAuthorization(_ word: Range<Int>) -> Bool {
    let name = bytes[word]
    return name.count >= 13 && name.suffix(13).map { $0 | 0x20 }.elementsEqual("authorization".utf8)
  }

  /// Whether a name with a colon is that of a header, not a word of a sentence.
  func isHeader(_ word: Range<Int>) -> Bool {
    isAuthorization(word) || bytes[word].starts(with: "X-".utf8)
      || bytes[word].starts(with: "x-".utf8)
  }

  /// Whether the word before is `IDENTIFIED`.
  func isSQL(_ word: Range<Int>) -> Bool {
    let before = bytes[..<word.lowerBound].suffix(11).map { $0 | 0x20 }
    return before.elementsEqual("identified ".utf8)
  }

  mutating func notice(_ word: Range<Int>) {
    if let named = ProgramOptions.program(bytes[word]) { program = named }
  }
}
