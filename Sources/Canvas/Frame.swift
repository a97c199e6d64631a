/// A whole screen as a value: a grid of cells, and the cursor's position.
package struct Frame: Hashable, Sendable {
  package let size: Size
  package private(set) var cells: [Cell]
  /// `nil` hides the cursor.
  package var cursor: Position?

  package struct Position: Hashable, Sendable {
    package var x: Int
    package var y: Int

    package init(x: Int, y: Int) {
      self.x = x
      self.y = y
    }
  }

  package init(size: Size) {
    self.size = size
    cells = Array(repeating: .blank, count: max(0, size.columns) * max(0, size.rows))
  }

  package var bounds: Rect { Rect(size) }

  package subscript(x: Int, y: Int) -> Cell { cells[y * size.columns + x] }

  /// Writes text at (x, y), made safe by `SafeText` and clipped to `clip` and the frame. A wide character that
  /// would cross the edge becomes a blank. Returns the column after the last one written.
  @discardableResult
  package mutating func write(
    _ text: String, x: Int, y: Int, style: Style = .text, clip: Rect? = nil
  ) -> Int {
    let area = clip.map { bounds.intersection($0) } ?? bounds
    guard y >= area.y, y < area.maxY, !area.isEmpty else { return x }
    return edit(row: y, from: x, in: area) {
      $0.write(text, style: style)
      return min($0.column, area.maxX)
    }
  }

  /// Fills an area with blanks of one style.
  package mutating func fill(_ area: Rect, style: Style = .text) {
    let area = bounds.intersection(area)
    let blank = Cell(" " as Unicode.Scalar, style: style)
    for y in area.y..<area.maxY { edit(row: y, from: area.x, in: area) { $0.fill(blank) } }
  }

  /// Changes the style of the cells in an area, such as the selected row.
  package mutating func restyle(_ area: Rect, _ change: (inout Style) -> Void) {
    let area = bounds.intersection(area)
    for y in area.y..<area.maxY {
      for x in area.x..<area.maxX { change(&cells[y * size.columns + x].style) }
    }
  }

  /// Changes every cell. The change must keep each cell's width correct.
  mutating func change(_ change: (inout Cell) -> Void) {
    for index in cells.indices { change(&cells[index]) }
  }

  /// Row `y` as text, without trailing blanks.
  package func line(_ y: Int) -> String {
    let row = cells[(y * size.columns)..<((y + 1) * size.columns)]
    let end = row.lastIndex { $0.base != " " } ?? row.startIndex - 1
    var text = ""
    for cell in row[...end] { cell.forEachScalar { text.unicodeScalars.append($0) } }
    return text
  }

  /// The whole frame as text, one line per row.
  package var text: String { (0..<size.rows).map(line).joined(separator: "\n") }

  /// Edits a row in place: the cells are not copied, and their uniqueness is checked once for the row.
  private mutating func edit<R>(
    row y: Int, from x: Int, in area: Rect, _ body: (inout RowWriter) -> R
  ) -> R {
    cells.withUnsafeMutableBufferPointer { cells in
      let row = cells[(y * size.columns)..<((y + 1) * size.columns)]
      var writer = RowWriter(
        row: UnsafeMutableBufferPointer(rebasing: row), column: x, from: area.x, to: area.maxX)
      return body(&writer)
    }
  }
}

/// Borders and lines. All are clipped to the frame and to `clip`.
extension Frame {
  /// Draws a border on the edge of `rect`, with a title in its upper line: `┌ title ───┐`. A rectangle less than
  /// two cells wide or high gets no border.
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

  /// Draws a scroll bar over column `x`, such as a box's right border. It marks which part of `total` rows is
  /// visible: `height` of them from `offset`. When all rows are visible, there is no scroll bar.
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

/// The difference between two frames, which is what a terminal is sent.
extension Frame {
  /// Calls `body` for every cell that differs from `before`, row by row; without `before`, for every cell.
  /// Continuations are left out: when the second half of a wide character changed, `body` gets its first half.
  package func forEachChange(since before: Frame?, _ body: (_ x: Int, _ y: Int, Cell) -> Void) {
    guard let before, before.size == size else {
      for index in cells.indices where cells[index].width > 0 {
        body(index % size.columns, index / size.columns, cells[index])
      }
      return
    }
    cells.withUnsafeBufferPointer { new in
      before.cells.withUnsafeBufferPointer { old in
        for index in new.indices where new[index] != old[index] {
          // A terminal cannot be sent half a wide character: its first half is passed on, once.
          let isHalf = new[index].width == 0
          if isHalf, index > 0, new[index - 1] != old[index - 1] { continue }
          let start = isHalf && index > 0 ? index - 1 : index
          body(start % size.columns, start / size.columns, new[start])
        }
      }
    }
  }
}
