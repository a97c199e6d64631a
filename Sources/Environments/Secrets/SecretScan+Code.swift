/// How code writes a value behind a name.
extension SecretScan {
  /// The `=` behind the end of a subscript, `x['password'] = "x"`, or of a makefile's `NAME ?= x`.
  func codeSign(from start: Int, isQuoted: Bool) -> Int? {
    var at = start + 1
    if isQuoted, bytes[start] == UInt8(ascii: "]") {
      while at < bytes.count, bytes[at] == 0x20 { at += 1 }
    } else if isQuoted || bytes[start] != UInt8(ascii: "?") || bytes[start - 1] != 0x20 {
      return nil
    }
    return at < bytes.count && bytes[at] == UInt8(ascii: "=") ? at : nil
  }

  /// The end of `=`, `==`, `===` or `=>`. The longer ones count only before a space or a quote: elsewhere their second
  /// character may be the first of the value.
  func endOfSign(from sign: Int) -> Int {
    let more = bytes[(sign + 1)...].prefix(2).prefix { "=>".utf8.contains($0) }
    guard more.endIndex < bytes.count,
      bytes[more.endIndex] == 0x20 || Self.isQuote(bytes[more.endIndex])
    else { return sign + 1 }
    return more.endIndex
  }

  /// Moves past the letter that Python writes before a quote: `b'x'`.
  func skipLetter(_ at: inout Int) {
    guard at + 1 < bytes.count, "bfruBFRU".utf8.contains(bytes[at]), Self.isQuote(bytes[at + 1])
    else { return }
    at += 1
  }
}
