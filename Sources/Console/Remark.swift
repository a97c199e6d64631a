/// Something the console said, kept after its toast has faded.
struct Remark: Hashable, Sendable {
  var level: Level
  var text: String
  /// Seconds since 1970; null before the clock first ticked.
  var at: Int?

  /// Older ones are forgotten.
  static let countMax = 100
}
