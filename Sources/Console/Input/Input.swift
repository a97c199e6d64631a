import Canvas

/// What the next key is for.
enum Input: Hashable, Sendable {
  /// The keys of the view.
  case view
  /// The same, after digits.
  case count(Count)
  /// What the view is narrowed to is being typed.
  case filter
  case command(Prompt)
  /// The first dialog has the keys, never none. What was being typed goes on when the last is closed.
  indirect case dialogs([Dialog], over: Input)

  var count: Count? { if case .count(let count) = self { count } else { nil } }
  var prompt: Prompt? { if case .command(let prompt) = self { prompt } else { nil } }
  var dialog: Dialog? { dialogs.first }

  /// Those that stand above the view, the one that has the keys first.
  var dialogs: [Dialog] {
    get { if case .dialogs(let dialogs, _) = self { dialogs } else { [] } }
    set {
      let below = if case .dialogs(_, let below) = self { below } else { self }
      self = newValue.isEmpty ? below : .dialogs(newValue, over: below)
    }
  }
}

/// Digits that were just typed. Each has focused an environment at once; a movement key right after them takes that
/// back and is repeated as often.
struct Count: Hashable, Sendable {
  var number: Int
  /// What was focused before the first digit.
  var focus: Focus
  /// Where the cursor stood, since a focus may list other rows.
  var cursor: Cursor
  var firstColumn: Int
  /// When the clock first saw it. After a second it is a count no longer, so that `3`, a look, and `j` is what it
  /// was: a focus and a step.
  var seenAt: Int?

  static let max = 9999

  var text: String { "\(number)…" }
}

/// A command while it is typed.
struct Prompt: Hashable, Sendable {
  var text = ""
  /// The row of the list that was chosen; `nil` while it is the best match.
  var choice: Int?
  /// How far back in the history the text was found; `nil` when it was typed.
  var recalled: Int?

  /// Nobody types more than this on purpose.
  static let countMax = 200
  static let filterCountMax = 100
  static let historyMax = 100

  /// The words before the one that is being typed.
  var before: Substring { text.lastIndex(of: " ").map { text[...$0] } ?? "" }
  /// The word that is being typed.
  var word: String { String(text.dropFirst(before.count)) }
  var isArgument: Bool { !before.isEmpty }
}

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
