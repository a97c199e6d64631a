/// Something the console said, kept after its toast has faded.
struct Notice: Hashable, Sendable {
  var level: Level
  var text: String
  /// Seconds since 1970, when it was said last; `nil` before the clock first ticked.
  var at: Int?
  /// How many times it was said.
  var count = 1
  /// An error that is not read stays on the screen.
  var isRead = true

  /// Older ones are forgotten.
  static let countMax = 100
}
