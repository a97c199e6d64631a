extension KnownSecrets {
  /// What a program printed with `•••` in place of weak secrets that are words of their own.
  ///
  /// One with letters and digits, such as `hunter2`, is masked wherever it is a word. An ordinary word, a number, a name
  /// of the files and anything below four bytes would make messages unreadable: such a secret is masked at most three
  /// words behind the name of a secret, as in `password is postgres`. A program that reads the files may quote any value
  /// of them, so of its words an ordinary word is masked, too.
  func maskedAsWords(
    _ text: String, names: Set<String>, from speaker: ProgramMask.Speaker
  ) -> String {
    guard !weak.isEmpty else { return text }
    var bytes = Array(text.utf8)
    for secret in weak.sorted(by: { ($1.utf8.count, $0) < ($0.utf8.count, $1) }) {
      let word = Array(secret.utf8)
      guard !word.isEmpty, bytes.firstRange(of: word) != nil else { continue }
      let isAnywhere =
        word.count > 3 && (speaker == .reader || Self.isMixed(word))
        && !names.contains { $0.contains(secret) }
      bytes = Self.masked(bytes, word: word) { isAnywhere || Self.isNamed(bytes, at: $0) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether the text holds a weak secret that would be masked as a word.
  func areWeaklyIn(_ text: String) -> Bool {
    weak.contains { $0.utf8.count > 3 && text.contains($0) }
  }

  private static func masked(
    _ bytes: [UInt8], word: [UInt8], where isSecret: (Int) -> Bool
  ) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let end = index + word.count
      let isWhole =
        end <= bytes.count && bytes[index] == word[0] && bytes[index..<end].elementsEqual(word)
        && !(index > 0 && isInWord(bytes[index - 1]))
        && !(end < bytes.count && isInWord(bytes[end])) && isSecret(index)
      if isWhole { result += Secret.mask.utf8 } else { result.append(bytes[index]) }
      index = isWhole ? end : index + 1
    }
    return result
  }

  /// Neither a word nor a number.
  private static func isMixed(_ bytes: [UInt8]) -> Bool {
    !isWord(bytes) && !bytes.allSatisfy(SecretScan.isDigit)
  }

  /// Whether one of the three words before the index, in the same line, is the name of a secret.
  private static func isNamed(_ bytes: [UInt8], at index: Int) -> Bool {
    let lineStart = bytes[..<index].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let words = bytes[max(lineStart, index - 200)..<index].split { !isInWord($0) && $0 != 0x2D }
    return words.suffix(3).contains { SecretPatterns.isSecret(name: $0) }
  }

  private static func isInWord(_ byte: UInt8) -> Bool {
    SecretScan.isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
