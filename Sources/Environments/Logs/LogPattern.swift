/// A regular expression over the text of lines. How it matches is handed in: its engine is a library that values do
/// not know.
package struct LogPattern: Hashable, Sendable {
  package enum Finding: Hashable, Sendable {
    /// Where it matches, in bytes of UTF-8; empty for nowhere.
    case ranges([Range<Int>])
    /// It would take too many steps to tell.
    case tooCostly
  }

  /// As typed.
  package let source: String
  /// Whether it matches; `nil` when it would take too many steps to tell.
  package let matches: @Sendable (String) -> Bool?
  package let find: @Sendable (String) -> Finding

  package init(
    _ source: String, matches: @escaping @Sendable (String) -> Bool?,
    find: @escaping @Sendable (String) -> Finding
  ) {
    self.source = source
    self.matches = matches
    self.find = find
  }

  package static func == (left: LogPattern, right: LogPattern) -> Bool {
    left.source == right.source
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(source) }
}
