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

/// What reads regular expressions. All are equal: there is one in a program.
package struct LogPatterns: Hashable, Sendable {
  package let read: @Sendable (_ source: String) -> Result<LogPattern, LogPatternProblem>

  package init(_ read: @escaping @Sendable (String) -> Result<LogPattern, LogPatternProblem>) {
    self.read = read
  }

  package static func == (left: LogPatterns, right: LogPatterns) -> Bool { true }

  package func hash(into hasher: inout Hasher) {}

  /// Takes every text as it stands; what there is where no library is handed in.
  package static let literal = LogPatterns { source in
    let wanted = Array(source.utf8)
    let find: @Sendable (String) -> [Range<Int>] = { text in
      let bytes = Array(text.utf8)
      guard !wanted.isEmpty, bytes.count >= wanted.count else { return [] }
      return (0...(bytes.count - wanted.count))
        .filter { bytes[$0...].starts(with: wanted) }.map { $0..<($0 + wanted.count) }
    }
    return .success(
      LogPattern(source, matches: { !find($0).isEmpty }, find: { .ranges(find($0)) }))
  }
}

/// Why a text is no regular expression.
package struct LogPatternProblem: Error, Hashable, Sendable {
  /// Such as `missing closing parenthesis`.
  package var reason: String
  /// Counted in characters from 1.
  package var column: Int

  package init(_ reason: String, column: Int) {
    self.reason = reason
    self.column = column
  }

  /// Such as `missing closing parenthesis at 4`.
  package var text: String { "\(reason) at \(column)" }
}
