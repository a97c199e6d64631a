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
