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
