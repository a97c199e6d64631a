/// Writes into one row of a frame, from left to right, between two columns.
struct RowWriter {
  private let row: UnsafeMutableBufferPointer<Cell>
  private let minX: Int
  private let maxX: Int
  /// The column of the next character; it may be left of the row.
  private(set) var column: Int
  /// The column of the last character written, to which combining marks are added.
  private var last: Int?

  /// `area` must lie within the row.
  init(row: UnsafeMutableBufferPointer<Cell>, column: Int, from minX: Int, to maxX: Int) {
    self.row = row
    self.column = column
    self.minX = minX
    self.maxX = maxX
  }

  mutating func write(_ text: String, style: Style) {
    let blank = Cell(" " as Unicode.Scalar, style: style)
    for scalar in text.unicodeScalars {
      if column >= maxX { return }
      switch SafeText.piece(for: scalar) {
      case .character(let scalar, let width):
        put(blank.with(scalar, width: width), orHalf: blank)
      case .caret(let letter):
        put(blank.with("^", width: 1), orHalf: blank)
        put(blank.with(letter, width: 1), orHalf: blank)
      case .mark(let mark):
        if let last { row[last].append(mark) }
      case .nothing: continue
      }
    }
  }

  mutating func fill(_ cell: Cell) {
    while column < maxX { put(cell, orHalf: cell) }
  }

  /// Writes a character, unless it is outside the columns. A wide character that is half outside becomes a blank.
  private mutating func put(_ cell: Cell, orHalf blank: Cell) {
    let width = Int(cell.width)
    let start = column
    column += width
    last = nil
    guard start < maxX, column > minX else { return }
    if start < minX {
      set(blank, at: minX)
    } else if column > maxX {
      set(blank, at: start)
    } else {
      set(cell, at: start)
      last = start
    }
  }

  /// Sets a cell, and replaces the other half of a wide character that it cuts in two by a blank.
  private func set(_ cell: Cell, at x: Int) {
    let next = x + Int(cell.width)
    if row[x].width == 0, x > 0 {
      row[x - 1] = Cell(" " as Unicode.Scalar, style: row[x - 1].style)
    }
    if next < row.count, row[next].width == 0 {
      row[next] = Cell(" " as Unicode.Scalar, style: row[next].style)
    }
    row[x] = cell
    if cell.width == 2 { row[x + 1] = Cell("", width: 0, style: cell.style) }
  }
}
