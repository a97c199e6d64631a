import Canvas

extension Frame {
  /// Shows in the lower edge what does not fit: the columns at either side, `‹ 4 more` and `12 more ›`, and the
  /// rows that are on the screen. `first` and `last` are the outermost panels; they are the same when there is only
  /// one.
  mutating func drawBeyond(left: Int, right: Int, rows: String = "", first: Rect, last: Rect) {
    let room = last.width - 4
    let rest = first == last ? room : first.width - 4
    let wordy = (left: left > 0 ? "‹ \(left) more" : "", right: right > 0 ? "\(right) more ›" : "")
    let terse = (left: left > 0 ? "‹ \(left)" : "", right: right > 0 ? "\(right) ›" : "")
    let choices = [(wordy, rows), (terse, rows), (wordy, ""), (terse, "")]
    let fitting = choices.first { sides, rows in
      let atRight = width(rows) + width(sides.right)
      return first == last
        ? width(sides.left) + atRight <= room : width(sides.left) <= rest && atRight <= room
    }
    guard let (sides, rows) = fitting else { return }
    let y = last.maxY - 1
    if !sides.left.isEmpty { write(" \(sides.left) ", x: first.x + 2, y: y, style: .muted) }
    var x = last.maxX - 1
    for text in [sides.right, rows] where !text.isEmpty {
      x -= width(text)
      write(" \(text) ", x: x, y: y, style: .muted)
    }
  }

  /// The width of a text with a blank at each side and a piece of the edge.
  private func width(_ text: String) -> Int {
    text.isEmpty ? 0 : SafeText.width(of: text) + 3
  }
}

/// The rows of a list that are on the screen, such as `41–80 of 203`; empty when all are.
func rowsOnScreen(top: Int, height: Int, count: Int) -> String {
  guard count > height, height > 0 else { return "" }
  return "\(top + 1)–\(min(count, top + height)) of \(count)"
}
