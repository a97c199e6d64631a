/// A whole screen as a value: a grid of cells, and where the cursor stands when something is typed.
package struct Frame: Hashable, Sendable {
  package let size: Size
  package private(set) var cells: [Cell]
  /// `nil` hides it.
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

  /// Writes text from (x, y), made safe (`SafeText`) and clipped to `clip` and the frame; a wide
  /// character that would cross the edge becomes a blank. Returns the column after the last one
  /// written.
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

  /// Changes the style of what stands in an area, such as the selected row.
  package mutating func restyle(_ area: Rect, _ change: (inout Style) -> Void) {
    let area = bounds.intersection(area)
    for y in area.y..<area.maxY {
      for x in area.x..<area.maxX { change(&cells[y * size.columns + x].style) }
    }
  }

  /// Changes every cell; the width of a cell must stay a true one.
  mutating func change(_ change: (inout Cell) -> Void) {
    for index in cells.indices { change(&cells[index]) }
  }

  /// Line `y` as text, trailing blanks removed.
  package func line(_ y: Int) -> String {
    let row = cells[(y * size.columns)..<((y + 1) * size.columns)]
    let end = row.lastIndex { $0.base != " " } ?? row.startIndex - 1
    var text = ""
    for cell in row[...end] { cell.forEachScalar { text.unicodeScalars.append($0) } }
    return text
  }

  /// The whole frame as text, a line a row.
  package var text: String { (0..<size.rows).map(line).joined(separator: "\n") }

  /// Without a copy of the cells, and without a look at who else holds them at every one.
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
