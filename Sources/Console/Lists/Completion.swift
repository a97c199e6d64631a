import Environments

/// A row of the list above a command.
struct Completion: Hashable {
  /// A command, an environment or a service.
  var word: String
  var help: String
  /// The key that does the same; empty when there is none.
  var key = ""
  /// Why it cannot be done now.
  var objection: String?
  /// It changes a stack.
  var acts = false
  var takesArgument = false
}

extension Completion {
  /// How well a word answers what was typed, 0 best; `nil` when it does not: its beginning, the beginning of one of
  /// its parts, anywhere in it, its letters in their order.
  static func rank(_ word: String, typed: String) -> Int? {
    let word = word.lowercased()
    let typed = typed.lowercased()
    if word.hasPrefix(typed) { return word.count == typed.count ? 0 : 1 }
    if isPart(typed, of: word) { return 2 }
    if Array(word.utf8).holds(Array(typed.utf8)) { return 3 }
    var rest = typed[...]
    for character in word where character == rest.first { rest.removeFirst() }
    return rest.isEmpty ? 4 : nil
  }

  /// Those that answer, best first.
  static func best(of all: [Completion], typed: String) -> [Completion] {
    all.enumerated().compactMap { index, completion in
      rank(completion.word, typed: typed).map { (rank: $0, index: index, completion) }
    }.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.2)
  }

  private static func isPart(_ typed: String, of word: String) -> Bool {
    Array(word.utf8).holds(Array(("-" + typed).utf8))
  }
}
