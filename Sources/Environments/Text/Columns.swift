/// Rows as lines with aligned columns, two blanks apart and without blanks at the end.
package enum Columns {
  /// A row of one cell is a heading: it makes no column wider.
  ///
  /// - Parameter width: how wide a text is; as many columns as characters, where nobody knows better.
  package static func lines(
    _ rows: [[String]], width: (String) -> Int = { $0.count }
  ) -> [String] {
    var widths: [Int] = []
    for row in rows where row.count > 1 {
      widths += Array(repeating: 0, count: max(0, row.count - widths.count))
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], width(cell)) }
    }
    return rows.map { row in
      zip(row, widths + [0]).map { $0 + blanks($1 - width($0)) }
        .joined(separator: "  ").trimmingTrailingSpaces
    }
  }

  fileprivate static func blanks(_ count: Int) -> String {
    String(repeating: " ", count: max(0, count))
  }
}

extension String {
  /// The text with blanks behind it up to so many characters.
  package func padded(to width: Int) -> String { self + Columns.blanks(width - count) }

  /// The text with blanks in front of it up to so many characters.
  func flushRight(to width: Int) -> String { Columns.blanks(width - count) + self }

  /// Moved to the right by so many blanks.
  func indented(by width: Int) -> String { Columns.blanks(width) + self }

  var trimmingTrailingSpaces: String {
    let spaces = reversed().prefix { $0 == " " }.count
    return String(dropLast(spaces))
  }

  /// At most so many characters, with an ellipsis where some are left out.
  package func shortened(to width: Int) -> String {
    count > width ? prefix(Swift.max(0, width - 1)) + "…" : self
  }
}

extension Int {
  /// The number in at least so many digits, zeros in front: `07`. Not for what is below zero.
  package func digits(_ count: Int, radix: Int = 10) -> String {
    let text = radix == 10 ? description : String(self, radix: radix)
    let missing = count - text.utf8.count
    if missing <= 0 { return text }
    return missing == 1 ? "0" + text : String(repeating: "0", count: missing) + text
  }
}
