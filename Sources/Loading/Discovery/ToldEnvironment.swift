import Environments

/// An environment that people name in words: in the title of a Compose file, or around a command without `-f`.
struct ToldEnvironment: Hashable, Sendable {
  var word: EnvironmentWord
  /// What names it and where, as the beginning of a sentence.
  var place: String

  var sentence: String { "\(place) says \(word.text)" }

  /// `nil` where the text names no environment, or several.
  init?(_ text: some StringProtocol, place: String) {
    let words = Self.words(in: text)
    guard words.count == 1, let word = words.first else { return nil }
    self.word = word
    self.place = place
  }

  /// The environments that a text names, each once. Work on this machine is development.
  static func words(in text: some StringProtocol) -> [EnvironmentWord] {
    let lower = text.lowercased()
    guard !limits.contains(where: lower.contains) else { return [] }
    var found: [EnvironmentWord] = []
    for token in lower.split(whereSeparator: \.isWhitespace) {
      // The name of a file says something of that file.
      let isFile = token.contains(".y") || token.contains("/")
      guard !isFile, !token.hasPrefix("-"), !token.contains("$") else { continue }
      for part in token.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
        guard let word = EnvironmentWord(String(part)), isSaid(word),
          !found.contains(where: { $0.kind == word.kind })
        else { continue }
        found.append(word)
      }
    }
    return withoutLocal(found, \.kind)
  }

  /// Those that remain when `local` only says where development happens.
  static func withoutLocal<Item>(
    _ items: [Item], _ kind: (Item) -> EnvironmentWord.Kind
  ) -> [Item] {
    guard items.contains(where: { kind($0) == .development }) else { return items }
    return items.filter { kind($0) != .local }
  }

  /// Whether the word names an environment in a sentence, too: `live`, `stage`, `test` and `demo` mean other things there.
  private static func isSaid(_ word: EnvironmentWord) -> Bool {
    let kinds: [EnvironmentWord.Kind] = [
      .development, .local, .qa, .uat, .staging, .preproduction, .production,
    ]
    return kinds.contains(word.kind) && word.text != "live" && word.text != "stage"
  }

  /// What turns the words around it into something else, such as `not for production` or `production-ready`.
  private static let limits = [
    "not ", "n't", "never", "without", "non-", "ready", "like", "except", "instead", "similar",
    "copyright", "license",
  ]
}

extension ToldEnvironment {
  /// The limit of a title in bytes: a longer line is a text.
  private static let titleMax = 120

  /// What the first words of a comment at the head of a Compose file name.
  static func title(of text: String, file: String) -> ToldEnvironment? {
    var rest = text[...]
    for number in 1...20 where !rest.isEmpty {
      let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      let line = rest[..<end].drop { $0.isWhitespace || $0 == "\u{FEFF}" }
      rest = end == rest.endIndex ? "" : rest[rest.utf8.index(after: end)...]
      if line.hasPrefix("#"), line.contains(where: \.isLetter) {
        guard line.utf8.count <= titleMax else { return nil }
        return ToldEnvironment(line, place: "its title in \(file):\(number):1")
      }
      let mayGoOn = ["#", "---", "%YAML", "name:", "version:"].contains(where: line.hasPrefix)
      guard line.allSatisfy(\.isWhitespace) || mayGoOn else { return nil }
    }
    return nil
  }
}
