/// A regular expression for the text of log lines. The functions that match it are passed in, since `Environments`
/// does not link the library.
package struct LogPattern: Hashable, Sendable {
  package enum Finding: Hashable, Sendable {
    /// The matching ranges, in bytes of UTF-8; empty when there is no match.
    case ranges([Range<Int>])
    /// The search would take too many steps.
    case tooCostly
  }

  /// The expression as typed.
  package let source: String
  /// Whether the expression matches; `nil` when the search would take too many steps.
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

/// Compiles regular expressions. All values are equal, since a program uses only one.
package struct LogPatterns: Hashable, Sendable {
  package let read: @Sendable (_ source: String) -> Result<LogPattern, LogPatternProblem>

  package init(_ read: @escaping @Sendable (String) -> Result<LogPattern, LogPatternProblem>) {
    self.read = read
  }

  package static func == (left: LogPatterns, right: LogPatterns) -> Bool { true }

  package func hash(into hasher: inout Hasher) {}

  /// Matches every text literally; used when no library is passed in.
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

/// Why a text is not a regular expression.
package struct LogPatternProblem: Error, Hashable, Sendable {
  /// Such as `missing closing parenthesis`.
  package var reason: String
  /// In characters, counted from 1.
  package var column: Int

  package init(_ reason: String, column: Int) {
    self.reason = reason
    self.column = column
  }

  /// Such as `missing closing parenthesis at 4`.
  package var text: String { "\(reason) at \(column)" }
}
