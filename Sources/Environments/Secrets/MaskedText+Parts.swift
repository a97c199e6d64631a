extension MaskedText {
  /// A character that takes the place of a variable while the text around it is masked. No text of a file has it: it is
  /// of Unicode's private use.
  package static func standIn(_ index: Int) -> String {
    Unicode.Scalar(0xF0000 + UInt32(index)).map { "\($0)" } ?? ""
  }

  /// The first byte of each of them in UTF-8.
  static let standInByte: UInt8 = 0xF3

  /// Whether a text holds nothing but such characters.
  static func areStandIns(_ text: ArraySlice<UInt8>) -> Bool {
    text.count % 4 == 0
      && stride(from: text.startIndex, to: text.endIndex, by: 4).allSatisfy {
        text[$0] == standInByte
      }
  }

  /// Whether `of` may hide a part of the text. Most values are one plain word, which is answered from its first bytes.
  package static func mayHide(in text: String) -> Bool {
    guard text.utf8.count >= SecretSearch.window else { return false }
    let bytes = text.utf8Span.span
    var isAfterColon = false
    for index in bytes.indices {
      switch bytes[index] {
      case 0x20, 0x09, 0x0a, 0x0d, UInt8(ascii: "="), UInt8(ascii: "\""), UInt8(ascii: "@"):
        return true
      case UInt8(ascii: "/") where isAfterColon: return true
      default: isAfterColon = bytes[index] == UInt8(ascii: ":")
      }
    }
    return SecretPatterns.looksSecret(text)
  }

  /// The parts of a text that its shown form hides, in order. Texts with the same shown form and different hidden
  /// parts give different lists.
  package static func hiddenParts(of text: String, shownAs shown: String) -> [String] {
    let original = Array(text.utf8)
    let literals = shown.utf8Parts(separatedBy: Array(Secret.mask.utf8))
    guard literals.count > 1, original.starts(with: literals[0]) else { return [text] }
    var parts: [String] = []
    var start = literals[0].count
    for (index, literal) in literals.enumerated().dropFirst() {
      let isLast = index == literals.count - 1
      let end =
        isLast
        ? original.count - literal.count
        : original.firstIndex(of: literal, from: start)
      guard let end, end >= start, original[end...].starts(with: literal) else { return [text] }
      parts.append(String(decoding: original[start..<end], as: UTF8.self))
      start = end + literal.count
    }
    return parts
  }
}

extension String {
  fileprivate func utf8Parts(separatedBy separator: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = [[]]
    let bytes = Array(utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: separator) {
        parts.append([])
        index += separator.count
      } else {
        parts[parts.count - 1].append(bytes[index])
        index += 1
      }
    }
    return parts
  }
}

extension [UInt8] {
  fileprivate func firstIndex(of part: [UInt8], from start: Int) -> Int? {
    guard start <= count else { return nil }
    return (start...count).first { self[$0...].starts(with: part) }
  }
}
