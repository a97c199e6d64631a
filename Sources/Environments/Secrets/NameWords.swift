/// The words of a name in upper case. `_`, `-`, `.`, digits and changes of case separate words, and the longest words
/// of secrets are words of their own also where they are glued to others: `PASSWORDHASH` has two words.
enum NameWords {
  static func of(_ name: ArraySlice<UInt8>) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    func end() {
      if !word.isEmpty { words += parted(String(decoding: word, as: UTF8.self)) }
      word = []
    }
    for index in name.indices {
      let byte = name[index]
      guard isUpper(byte) || isLower(byte) else {
        end()
        continue
      }
      if index > name.startIndex, startsWord(name, at: index) { end() }
      word.append(byte & 0xDF)
    }
    end()
    return words
  }

  /// Words that are found within another one, and never part of a word by chance.
  private static let long = [
    "PASSWORD", "PASSWD", "PASSPHRASE", "CREDENTIAL", "APIKEY", "ACCESSKEY", "SECRETKEY",
  ]

  /// Words of secrets at the end of another one.
  private static let glued = ["JWT", "KEY", "PASS", "SECRET", "TOKEN"]

  /// Words that are whole without the capital before them: `DBpw` reads `DB` `pw`, not `D` `Bpw`.
  private static let short = [
    "key", "pass", "passwd", "password", "psk", "pw", "pwd", "secret", "token",
  ]

  /// Whether a change of case before the letter begins a word.
  private static func startsWord(_ name: ArraySlice<UInt8>, at index: Int) -> Bool {
    let before = name[index - 1]
    let next = index + 1 < name.endIndex ? name[index + 1] : 0
    guard isUpper(name[index]) else {
      return isUpper(before) && index > name.startIndex + 1 && isUpper(name[index - 2])
        && isShort(name, from: index)
    }
    if isLower(before) { return true }
    return isUpper(before) && isLower(next) && !isShort(name, from: index + 1)
  }

  /// Whether the lower-case letters from the index on are one of the short words.
  private static func isShort(_ name: ArraySlice<UInt8>, from index: Int) -> Bool {
    let letters = name[index...].prefix(9).prefix(while: isLower)
    return letters.count < 9 && short.contains { letters.elementsEqual($0.utf8) }
  }

  private static func parted(_ word: String) -> [String] {
    guard word.utf8.count > 6 else { return [word] }
    // `TOKENPROD` ends with a word that tells nothing of the secret.
    for end in ["DEV", "PROD", "STAGING", "TEST", "VALUE"] where word.hasSuffix(end) {
      let rest = word.dropLast(end.utf8.count)
      if glued.contains(where: rest.hasSuffix) { return parted(String(rest)) + [end] }
    }
    for part in long {
      guard let range = word.firstRange(of: part) else { continue }
      let before = String(word[..<range.lowerBound])
      let after = String(word[range.upperBound...])
      let isPlural = after == "S"
      return (before.isEmpty ? [] : parted(before)) + [isPlural ? part + after : part]
        + (isPlural || after.isEmpty ? [] : parted(after))
    }
    return [word]
  }

  private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
  private static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}
