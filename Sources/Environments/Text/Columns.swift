/// Aligns rows in columns, two blanks apart, without trailing blanks.
package enum Columns {
  /// Returns one line per row. A row of one cell is a heading and does not widen its column.
  ///
  /// - Parameter width: the width of a text in columns; by default the number of its characters.
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
  /// The text padded with trailing blanks to `width` characters.
  package func padded(to width: Int) -> String { self + Columns.blanks(width - count) }

  /// The text padded with leading blanks to `width` characters.
  func flushRight(to width: Int) -> String { Columns.blanks(width - count) + self }

  /// The text with `width` blanks in front of it.
  func indented(by width: Int) -> String { Columns.blanks(width) + self }

  var trimmingTrailingSpaces: String {
    let spaces = reversed().prefix { $0 == " " }.count
    return String(dropLast(spaces))
  }

  /// The text cut to `width` characters; when it was cut, the last one is an ellipsis.
  package func shortened(to width: Int) -> String {
    count > width ? prefix(Swift.max(0, width - 1)) + "…" : self
  }
}

extension Int {
  /// The number with leading zeros to at least `count` digits: `07`. Not for negative numbers.
  package func digits(_ count: Int, radix: Int = 10) -> String {
    let text = radix == 10 ? description : String(self, radix: radix)
    let missing = count - text.utf8.count
    if missing <= 0 { return text }
    return missing == 1 ? "0" + text : String(repeating: "0", count: missing) + text
  }
}
