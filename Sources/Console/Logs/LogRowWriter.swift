import Canvas

/// Breaks a line's text into rows of a width, by character, as a terminal would.
struct LogRowWriter {
  let width: Int
  /// Columns at the beginning that are not shown.
  let skipping: Int
  let rowsMax: Int
  var styles: LogStyles
  private(set) var rows: [StyledText] = [StyledText()]
  private var used = 0
  private var skipped = 0

  init(width: Int, skipping: Int, rowsMax: Int, styles: LogStyles) {
    self.width = width
    self.skipping = skipping
    self.rowsMax = max(1, rowsMax)
    self.styles = styles
  }

  mutating func write(_ text: String) {
    var byte = 0
    for scalar in text.unicodeScalars {
      let style = styles.style(at: byte)
      byte += UTF8.width(scalar)
      guard let columns = columns(of: scalar) else { continue }
      if skipped < skipping {
        skipped += columns
        continue
      }
      if used + columns > width, columns > 0 {
        guard rows.count < rowsMax else { return }
        rows.append(StyledText())
        used = 0
      }
      append(scalar, style)
      used += columns
    }
  }

  private func columns(of scalar: Unicode.Scalar) -> Int? {
    switch SafeText.piece(for: scalar) {
    case .character(_, let width): Int(width)
    case .caret: 2
    case .mark: 0
    case .nothing: nil
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar, _ style: Style) {
    let row = rows.count - 1
    if let last = rows[row].parts.indices.last, rows[row].parts[last].style == style {
      rows[row].parts[last].text.unicodeScalars.append(scalar)
    } else {
      rows[row].parts.append(StyledText.Part(text: String(scalar), style: style))
    }
  }
}
