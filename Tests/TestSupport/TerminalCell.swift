import CVTerm

/// One place of a terminal's screen.
package struct TerminalCell: Hashable, Sendable {
  /// Empty where nothing was written.
  package var text: String
  package var width: Int
  package var isBold: Bool
  package var isReverse: Bool
  package var isUnderlined: Bool
  /// The number of a colour; `nil` is the terminal's own, -2 one that has no number.
  package var foreground: Int?
  package var background: Int?

  init(_ cell: vt_cell) {
    text = withUnsafeBytes(of: cell.text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    width = Int(cell.width)
    isBold = cell.bold
    isReverse = cell.reverse
    isUnderlined = cell.underline
    foreground = cell.foreground == -1 ? nil : Int(cell.foreground)
    background = cell.background == -1 ? nil : Int(cell.background)
  }
}
