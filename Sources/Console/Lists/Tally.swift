/// How many rows a view lists, and how many it would if nothing narrowed it.
struct Tally: Hashable, Sendable {
  var shown = 0
  var total = 0

  /// Such as `3 of 203`.
  var words: String { "\(shown) of \(total)" }
}
