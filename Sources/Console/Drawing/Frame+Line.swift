import Canvas

extension Frame {
  /// Writes a styled line, with an ellipsis at its end when it is longer than `columns`. Returns the column after
  /// it.
  @discardableResult
  mutating func write(_ line: StyledText, x: Int, y: Int, columns: Int) -> Int {
    var column = x
    let end = x + columns
    for (index, part) in line.parts.enumerated() where column < end {
      let isLast = index == line.parts.count - 1
      let room = end - column
      let fits = SafeText.width(of: part.text) <= room
      let text =
        fits && (isLast || SafeText.width(of: part.text) < room)
        ? part.text : SafeText.fit(part.text, columns: room)
      column = write(
        text, x: column, y: y, style: part.style, clip: Rect(x: x, y: y, width: columns, height: 1))
    }
    return column
  }

  /// Writes text, with an ellipsis at its end when it is longer than `columns`.
  @discardableResult
  mutating func write(
    _ text: String, _ style: Style = .text, x: Int, y: Int, columns: Int
  ) -> Int {
    guard columns > 0 else { return x }
    return write(SafeText.fit(text, columns: columns), x: x, y: y, style: style)
  }

  /// Writes a path, with an ellipsis at its beginning when it is longer than `columns`, because the end matters
  /// more.
  mutating func writePath(_ text: String, _ style: Style = .text, x: Int, y: Int, columns: Int) {
    write(text.fittingEnd(columns: columns), x: x, y: y, style: style)
  }
}

extension String {
  /// The end of the text that fits, with an ellipsis before it when the text is cut.
  func fittingEnd(columns: Int) -> String {
    guard SafeText.width(of: self) > columns else { return self }
    var used = 1
    var kept: [SafeText.Glyph] = []
    for glyph in SafeText.glyphs(of: self).reversed() {
      if used + Int(glyph.width) > columns { break }
      used += Int(glyph.width)
      kept.append(glyph)
    }
    return columns > 0 ? "…" + kept.reversed().map(\.text).joined() : ""
  }
}
