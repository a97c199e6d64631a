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
