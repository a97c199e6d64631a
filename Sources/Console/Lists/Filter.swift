import Environments

/// What a view is narrowed to. Words that are all there, words after a `!` that are not, and environments
/// after an `@`. A word with a capital means exactly that; one without does not mind.
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
  /// One of them is enough.
  var environments: [Word] = []
  var unwantedEnvironments: [Word] = []

  init(_ text: String) {
    for part in text.split(separator: " ") {
      let isUnwanted = part.first == "!"
      let rest = isUnwanted ? part.dropFirst() : part
      let isEnvironment = rest.first == "@"
      let word = Word(isEnvironment ? rest.dropFirst() : rest)
      // A sign alone is the beginning of a word.
      if word.bytes.isEmpty { continue }
      switch (isEnvironment, isUnwanted) {
      case (false, false): wanted.append(word)
      case (false, true): unwanted.append(word)
      case (true, false): environments.append(word)
      case (true, true): unwantedEnvironments.append(word)
      }
    }
  }

  /// It leaves no row out.
  var takesAllRows: Bool { wanted.isEmpty && unwanted.isEmpty }
  /// It leaves no environment out.
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

/// A text that filters look through, made once so that no key pays for it again.
struct SearchText: Hashable, Sendable {
  var exact: [UInt8]
  var folded: [UInt8]

  init(_ text: String) {
    exact = Array(text.utf8)
    folded = Self.folded(text, exact)
  }

  /// The key and every value that it has somewhere.
  init(_ row: Matrix.Row) {
    var text = row.key.path
    for cell in row.kind == .same ? row.cells.prefix(1) : row.cells[...] {
      guard let cell else { continue }
      text += "\n"
      text += cell.value.text
    }
    self.init(text)
  }

  /// Letters beyond ASCII are rare, and dear to fold.
  static func folded(_ text: String, _ bytes: [UInt8]) -> [UInt8] {
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return Array(text.lowercased().utf8) }
    return bytes.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
  }
}
