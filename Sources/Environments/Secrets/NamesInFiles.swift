/// The words that name something in the files, which secrets are compared with: what a name holds cannot be masked
/// everywhere. Whether one of them holds a secret is told without a search through all of them.
package struct NamesInFiles: Sendable {
  private let words: Set<String>
  private let files: [String]
  /// The first bytes of every part of a file's name that is as long as a secret.
  private let startsInFiles: Set<UInt64>

  package init(_ words: Set<String> = []) {
    self.words = words
    files = words.filter { $0.utf8.contains { "./".utf8.contains($0) } }
    startsInFiles = files.reduce(into: []) { starts, file in
      let bytes = file.utf8Span.span
      var start = 0
      while start + SecretSearch.window <= bytes.count {
        starts.insert(SecretSearch.prefix(of: bytes, at: start))
        start += 1
      }
    }
  }

  /// Whether a name holds the secret, of at least `SecretSearch.window` bytes: any name one of letters only; the name of
  /// a file any secret, so that `file:line:column` can be told.
  func hold(_ secret: [UInt8]) -> Bool {
    let isWord = KnownSecrets.isWord(secret)
    guard isWord || startsInFiles.contains(SecretSearch.prefix(of: secret.span, at: 0)) else {
      return false
    }
    let text = String(decoding: secret, as: UTF8.self)
    func holds(_ name: String) -> Bool { name.utf8.count >= secret.count && name.contains(text) }
    return isWord ? words.contains(where: holds) : files.contains(where: holds)
  }
}
