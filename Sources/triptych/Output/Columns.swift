import Canvas

/// Rows as aligned columns, two blanks apart, trailing blanks removed.
func columns(_ rows: [[String]]) -> String {
  let count = rows.map(\.count).max() ?? 0
  let widths = (0..<count).map { column in
    rows.map { column < $0.count ? SafeText.width(of: $0[column]) : 0 }.max() ?? 0
  }
  return rows.map { row in
    var line = ""
    for (text, width) in zip(row, widths) {
      line += text + String(repeating: " ", count: width - SafeText.width(of: text) + 2)
    }
    while line.last == " " { line.removeLast() }
    return line
  }.joined(separator: "\n")
}
