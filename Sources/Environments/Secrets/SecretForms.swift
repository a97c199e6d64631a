/// The forms in which programs write a text: as it is, escaped for JSON, YAML, a shell, a URL or Compose, and in Base64.
enum SecretForms {
  /// Each line of a longer text is searched for, too, up to this number.
  static let linesMax = 400
  /// Shorter lines of a longer text, such as braces, do not tell it.
  private static let lineBytesMin = 16

  static func forms(of secret: [UInt8]) -> Set<[UInt8]> {
    var forms: Set<[UInt8]> = []
    for text in parts(of: secret) {
      let plain: [[UInt8]] = [text, doubled(text, UInt8(ascii: "$"))]
      for form in plain {
        forms.formUnion([form, doubled(form, UInt8(ascii: "'")), shellQuoted(form)])
        forms.formUnion([backslashed(form), escaped(form, html: false), escaped(form, html: true)])
      }
      forms.formUnion(percentEncoded(text))
      forms.formUnion(base64(text))
    }
    return forms
  }

  /// The text without white space around it, and its long lines.
  private static func parts(of secret: [UInt8]) -> [[UInt8]] {
    let text = trimmed(secret[...])
    guard text.contains(newline) else { return [text] }
    let lines = text.split(separator: newline).prefix(linesMax).map(trimmed)
    return [text] + lines.filter { $0.count >= lineBytesMin && !$0.starts(with: "-----".utf8) }
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> [UInt8] {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0d).contains($0) }
    guard let first = text.firstIndex(where: { !isBlank($0) }),
      let last = text.lastIndex(where: { !isBlank($0) })
    else { return [] }
    return Array(text[first...last])
  }

  private static func doubled(_ text: [UInt8], _ byte: UInt8) -> [UInt8] {
    guard text.contains(byte) else { return text }
    return text.flatMap { $0 == byte ? [byte, byte] : [$0] }
  }

  private static func shellQuoted(_ text: [UInt8]) -> [UInt8] {
    text.flatMap { $0 == UInt8(ascii: "'") ? Array(#"'\''"#.utf8) : [$0] }
  }

  /// Every character that a shell could read otherwise, behind a backslash.
  private static func backslashed(_ text: [UInt8]) -> [UInt8] {
    text.flatMap {
      isUnreserved($0) || $0 >= 0x80 || "/:@%+,=".utf8.contains($0) ? [$0] : [backslash, $0]
    }
  }

  /// As in JSON and in YAML's double quotes. `html` escapes three more characters, as Go does.
  private static func escaped(_ text: [UInt8], html: Bool) -> [UInt8] {
    text.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "\""), backslash: return [backslash, byte]
      case newline: return Array(#"\n"#.utf8)
      case UInt8(ascii: "\r"): return Array(#"\r"#.utf8)
      case UInt8(ascii: "\t"): return Array(#"\t"#.utf8)
      case 0..<0x20: return Array(#"\u00"#.utf8) + hex(byte, digits: lower)
      case _ where html && "<>&".utf8.contains(byte):
        return Array(#"\u00"#.utf8) + hex(byte, digits: lower)
      default: return [byte]
      }
    }
  }

  /// As in a URL, with upper-case or lower-case digits, and with `+` or an escape for a blank.
  private static func percentEncoded(_ text: [UInt8]) -> [[UInt8]] {
    guard !text.allSatisfy(isUnreserved) || text.contains(UInt8(ascii: "~")) else { return [] }
    let own = Set(text)
    return Set(keptInURLs.map(own.intersection)).flatMap { kept in
      [upper, lower].flatMap { digits in
        (own.contains(0x20) ? ["%20", "+"] : [""]).map { blank in
          text.flatMap { byte -> [UInt8] in
            if byte == 0x20 { return Array(blank.utf8) }
            let isKept = isUnreserved(byte) && byte != UInt8(ascii: "~") || kept.contains(byte)
            return isKept ? [byte] : [UInt8(ascii: "%")] + hex(byte, digits: digits)
          }
        }
      }
    }
  }

  /// What is kept besides letters, digits and `-._`: strictly (RFC 3986), in three parts of a URL, by PHP, and by the
  /// forms of web pages.
  private static let keptInURLs = [
    "~", "~$&+,/:;=", "~!$&'()*+,;=", "~!$&'()*+,;=:@/?", "", "*",
  ].map { Set($0.utf8) }

  /// The characters that stand for the text in Base64 wherever it begins in a longer text, such as `user:password`.
  private static func base64(_ text: [UInt8]) -> [[UInt8]] {
    guard text.count >= SecretSearch.window else { return [] }
    return (0..<3).flatMap { offset -> [[UInt8]] in
      let bytes = Array(repeating: 0, count: offset) + text
      // The first and the last characters depend on the neighbours as well.
      let first = offset == 0 ? 0 : offset + 1
      let last = bytes.count * 8 / 6
      let standard = (first..<last).map { base64Digits[Int(sixBits(of: bytes, at: $0))] }
      return [
        standard,
        standard.map {
          $0 == UInt8(ascii: "+")
            ? UInt8(ascii: "-") : $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0
        },
      ]
    }
  }

  private static func sixBits(of bytes: [UInt8], at index: Int) -> UInt8 {
    let bit = index * 6
    let pair =
      UInt16(bytes[bit / 8]) << 8 | UInt16(bit / 8 + 1 < bytes.count ? bytes[bit / 8 + 1] : 0)
    return UInt8(pair >> (10 - bit % 8) & 63)
  }

  private static func hex(_ byte: UInt8, digits: [UInt8]) -> [UInt8] {
    [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-_.~".utf8.contains(byte)
    }
  }

  private static let newline = UInt8(ascii: "\n")
  private static let backslash = UInt8(ascii: "\\")
  private static let upper = Array("0123456789ABCDEF".utf8)
  private static let lower = Array("0123456789abcdef".utf8)
  private static let base64Digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
