/// Borders and lines. All are clipped to the frame and to `clip`.
extension Frame {
  /// Draws a border on the edge of `rect`, with a title in its upper line: `┌ title ───┐`. Content
  /// goes to `rect.inset(1)`. A rectangle under two cells wide or high gets none.
  package mutating func box(
    _ rect: Rect, title: String = "", style: Style = .border, titleStyle: Style? = nil,
    clip: Rect? = nil
  ) {
    guard rect.width >= 2, rect.height >= 2 else { return }
    vline(x: rect.x, y: rect.y + 1, height: rect.height - 2, style: style, clip: clip)
    vline(x: rect.maxX - 1, y: rect.y + 1, height: rect.height - 2, style: style, clip: clip)
    edge(rect, y: rect.y, ends: ("┌", "┐"), style: style, clip: clip)
    edge(rect, y: rect.maxY - 1, ends: ("└", "┘"), style: style, clip: clip)
    self.title(title, of: rect, y: rect.y, style: titleStyle ?? style, clip: clip)
  }

  /// Divides a box at row `y`: `├ title ───┤`.
  package mutating func divider(
    of rect: Rect, y: Int, title: String = "", style: Style = .border, titleStyle: Style? = nil,
    clip: Rect? = nil
  ) {
    guard rect.width >= 2, y > rect.y, y < rect.maxY - 1 else { return }
    edge(rect, y: y, ends: ("├", "┤"), style: style, clip: clip)
    self.title(title, of: rect, y: y, style: titleStyle ?? style, clip: clip)
  }

  package mutating func hline(
    x: Int, y: Int, width: Int, character: Character = "─", style: Style = .border,
    clip: Rect? = nil
  ) {
    guard width > 0 else { return }
    write(String(repeating: character, count: width), x: x, y: y, style: style, clip: clip)
  }

  package mutating func vline(
    x: Int, y: Int, height: Int, character: Character = "│", style: Style = .border,
    clip: Rect? = nil
  ) {
    for row in y..<max(y, y + height) {
      write(String(character), x: x, y: row, style: style, clip: clip)
    }
  }

  /// Draws a scroll bar over column `x`, such as a box's right border: the part of `total` rows
  /// that is seen, `height` of them from `offset`. Draws nothing when all are seen.
  package mutating func scrollBar(
    x: Int, y: Int, height: Int, offset: Int, total: Int, style: Style = .border,
    clip: Rect? = nil
  ) {
    guard height > 0, total > height else { return }
    let length = max(1, height * height / total)
    let last = total - height
    let start = min(max(0, offset), last) * (height - length) / last
    vline(x: x, y: y + start, height: length, character: "█", style: style, clip: clip)
  }

  private mutating func edge(
    _ rect: Rect, y: Int, ends: (Character, Character), style: Style, clip: Rect?
  ) {
    write(String(ends.0), x: rect.x, y: y, style: style, clip: clip)
    hline(x: rect.x + 1, y: y, width: rect.width - 2, style: style, clip: clip)
    write(String(ends.1), x: rect.maxX - 1, y: y, style: style, clip: clip)
  }

  private mutating func title(_ title: String, of rect: Rect, y: Int, style: Style, clip: Rect?) {
    let room = rect.width - 4
    guard !title.isEmpty, room > 0 else { return }
    let text = " " + SafeText.fit(title, columns: room) + " "
    write(text, x: rect.x + 1, y: y, style: style, clip: clip)
  }
}
