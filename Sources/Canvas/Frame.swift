/// A whole screen as a value: a grid of cells, and where the cursor stands when something is typed.
package struct Frame: Hashable, Sendable {
  package let size: Size
  package private(set) var cells: [Cell]
  /// Null hides it.
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

  /// Writes text from (x, y), made safe (`SafeText`) and clipped to `clip` and the frame; a wide character
  /// that would cross the edge becomes a blank. Returns the column after the last one written.
  @discardableResult
  package mutating func write(
    _ text: String, x: Int, y: Int, style: Style = .text, clip: Rect? = nil
  ) -> Int {
    let area = clip.map { bounds.intersection($0) } ?? bounds
    guard y >= area.y, y < area.maxY, !area.isEmpty else { return x }
    var column = x
    var last: Int?
    for scalar in text.unicodeScalars {
      if column >= area.maxX { break }
      switch SafeText.piece(for: scalar) {
      case .character(let scalar, let width):
        last = put(scalar, width: width, x: column, y: y, style: style, in: area)
        column += Int(width)
      case .caret(let letter):
        put("^", width: 1, x: column, y: y, style: style, in: area)
        last = put(letter, width: 1, x: column + 1, y: y, style: style, in: area)
        column += 2
      case .mark(let mark):
        if let last { cells[last].append(mark) }
      case .nothing: continue
      }
    }
    return min(column, area.maxX)
  }

  /// Fills an area with blanks of one style.
  package mutating func fill(_ area: Rect, style: Style = .text) {
    let area = bounds.intersection(area)
    for y in area.y..<max(area.y, area.maxY) {
      for x in area.x..<max(area.x, area.maxX) {
        put(Cell(" " as Unicode.Scalar, style: style), x: x, y: y)
      }
    }
  }

  /// Changes the style of what stands in an area, such as the selected row.
  package mutating func restyle(_ area: Rect, _ change: (inout Style) -> Void) {
    let area = bounds.intersection(area)
    for y in area.y..<max(area.y, area.maxY) {
      for x in area.x..<max(area.x, area.maxX) { change(&cells[y * size.columns + x].style) }
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

  /// Puts a character of a row in `area`, unless it is left or right of it; half of a wide one is a blank.
  /// Returns where it stands, for the marks that may follow.
  @discardableResult
  private mutating func put(
    _ scalar: Unicode.Scalar, width: UInt8, x: Int, y: Int, style: Style, in area: Rect
  ) -> Int? {
    guard x < area.maxX, x + Int(width) > area.x else { return nil }
    if x < area.x || x + Int(width) > area.maxX {
      put(Cell(" " as Unicode.Scalar, style: style), x: max(x, area.x), y: y)
      return nil
    }
    put(Cell(scalar, width: width, style: style), x: x, y: y)
    return y * size.columns + x
  }

  /// Puts a cell and heals the other half of any wide character it cuts in two.
  private mutating func put(_ cell: Cell, x: Int, y: Int) {
    let index = y * size.columns + x
    if cells[index].width == 0, x > 0 {
      cells[index - 1] = Cell(" " as Unicode.Scalar, style: cells[index - 1].style)
    }
    let last = index + Int(cell.width) - 1
    if last + 1 < (y + 1) * size.columns, cells[last + 1].width == 0 {
      cells[last + 1] = Cell(" " as Unicode.Scalar, style: cells[last + 1].style)
    }
    cells[index] = cell
    if cell.width == 2 { cells[index + 1] = Cell("", width: 0, style: cell.style) }
  }
}
