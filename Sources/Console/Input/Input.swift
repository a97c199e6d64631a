import Canvas

/// The receiver of the next key.
enum Input: Hashable, Sendable {
  /// The keys of the view.
  case view
  /// The view, after digits were typed.
  case count(Count)
  /// The filter of the view is being typed.
  case filter
  case command(Prompt)
  /// The first dialog receives the keys; the list is never empty. Typing continues when the last dialog is closed.
  indirect case dialogs([Dialog], over: Input)

  var count: Count? { if case .count(let count) = self { count } else { nil } }
  var prompt: Prompt? { if case .command(let prompt) = self { prompt } else { nil } }
  var dialog: Dialog? { dialogs.first }

  /// The dialogs above the view; the first one receives the keys.
  var dialogs: [Dialog] {
    get { if case .dialogs(let dialogs, _) = self { dialogs } else { [] } }
    set {
      let below: Input =
        switch self {
        case .dialogs(_, let below): below
        // A count lapses within a second; a dialog takes longer to read.
        case .count: .view
        default: self
        }
      self = newValue.isEmpty ? below : .dialogs(newValue, over: below)
    }
  }
}

/// Digits that were just typed. Each digit focuses an environment at once; a movement key right after them restores
/// the focus and is repeated that often.
struct Count: Hashable, Sendable {
  var number: Int
  /// The focus before the first digit.
  var focus: Focus
  /// The cursor before the first digit, because another focus may list other rows.
  var cursor: Cursor
  var firstColumn: Int
  /// The time of the first tick after the digits. After a second they are no longer a count, so that `3`, a pause
  /// and `j` are a focus and a step.
  var seenAt: Int?

  static let max = 9999

  var text: String { "\(number)…" }
}

/// A command while it is typed.
struct Prompt: Hashable, Sendable {
  var text = ""
  /// The chosen row of the list; `nil` stands for the best match.
  var choice: Int?
  /// The distance of the text from the end of the history; `nil` when it was typed.
  var recalled: Int?

  /// The maximum number of characters; longer input is not intended.
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
  /// The key with the same function; empty when there is none.
  var key = ""
  /// The reason why the command is not available now.
  var objection: String?
  /// Whether the command changes a stack.
  var acts = false
  var takesArgument = false
}

extension Completion {
  /// The rank of a word for the typed text, 0 being the best; `nil` when it does not match. The text may be the
  /// beginning of the word, the beginning of one of its parts, any part of it, or letters of it in their order.
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

  /// The matching completions, best first.
  static func best(of all: [Completion], typed: String) -> [Completion] {
    all.enumerated().compactMap { index, completion in
      rank(completion.word, typed: typed).map { (rank: $0, index: index, completion) }
    }.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.2)
  }

  private static func isPart(_ typed: String, of word: String) -> Bool {
    Array(word.utf8).holds(Array(("-" + typed).utf8))
  }
}
