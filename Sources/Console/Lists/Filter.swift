import Environments

/// The filter of a view: words that rows must contain, words after a `!` that they must not contain, and
/// environments after an `@`. A word with a capital letter respects case; one without ignores it.
struct Filter: Hashable, Sendable {
  struct Word: Hashable, Sendable {
    var text: String
    var bytes: [UInt8]
    var isExact: Bool

    init(_ text: Substring) {
      self.text = String(text)
      isExact = text.contains(where: \.isUppercase)
      bytes = Array(text.utf8)
    }

    func isIn(_ text: SearchText) -> Bool { (isExact ? text.exact : text.folded).holds(bytes) }
  }

  var wanted: [Word] = []
  var unwanted: [Word] = []
  /// The wanted environments; a match with one of them suffices.
  var environments: [Word] = []
  var unwantedEnvironments: [Word] = []

  init(_ text: String) {
    for part in text.split(separator: " ") {
      let isUnwanted = part.first == "!"
      let rest = isUnwanted ? part.dropFirst() : part
      let isEnvironment = rest.first == "@"
      let word = Word(isEnvironment ? rest.dropFirst() : rest)
      // A sign alone is the beginning of a word that is still being typed.
      if word.bytes.isEmpty { continue }
      switch (isEnvironment, isUnwanted) {
      case (false, false): wanted.append(word)
      case (false, true): unwanted.append(word)
      case (true, false): environments.append(word)
      case (true, true): unwantedEnvironments.append(word)
      }
    }
  }

  /// Whether the filter keeps all rows.
  var takesAllRows: Bool { wanted.isEmpty && unwanted.isEmpty }
  /// Whether the filter keeps all environments.
  var takesAllEnvironments: Bool { environments.isEmpty && unwantedEnvironments.isEmpty }

  func matches(_ text: SearchText) -> Bool {
    wanted.allSatisfy { $0.isIn(text) } && !unwanted.contains { $0.isIn(text) }
  }

  func matches(_ text: String) -> Bool { takesAllRows || matches(SearchText(text)) }

  func takes(environment name: String) -> Bool {
    if takesAllEnvironments { return true }
    let text = SearchText(name)
    return (environments.isEmpty || environments.contains { $0.isIn(text) })
      && !unwantedEnvironments.contains { $0.isIn(text) }
  }
}

/// A text that filters search, prepared once so that keys stay fast.
struct SearchText: Hashable, Sendable {
  var exact: [UInt8]
  var folded: [UInt8]

  init(_ text: String) {
    exact = Array(text.utf8)
    folded = Self.folded(text, exact)
  }

  /// The text of a row: the key and its values in all environments.
  init(_ row: Matrix.Row) {
    var text = row.key.path
    for cell in row.kind == .same ? row.cells.prefix(1) : row.cells[...] {
      guard let cell else { continue }
      text += "\n"
      text += cell.value.text
    }
    self.init(text)
  }

  /// Folds the case of a text; letters beyond ASCII are rare and expensive to fold.
  static func folded(_ text: String, _ bytes: [UInt8]) -> [UInt8] {
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return Array(text.lowercased().utf8) }
    return bytes.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
  }
}
