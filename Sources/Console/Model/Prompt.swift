/// A command while it is typed.
struct Prompt: Hashable, Sendable {
  var text = ""
  /// The row of the list that was chosen; `nil` while it is the best match.
  var choice: Int?
  /// How far back in the history the text was found; `nil` when it was typed.
  var recalled: Int?

  /// Nobody types more than this on purpose.
  static let countMax = 200
  static let historyMax = 100

  /// The words before the one that is being typed.
  var before: Substring { text.lastIndex(of: " ").map { text[...$0] } ?? "" }
  /// The word that is being typed.
  var word: String { String(text.dropFirst(before.count)) }
  var isArgument: Bool { !before.isEmpty }
}
