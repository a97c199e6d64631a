import Environments

/// A row of a view as a reference to its content; the text is made when the row is drawn.
protocol ViewRow: Hashable, Sendable {
  /// Whether the cursor can be on the row.
  var isSelectable: Bool { get }
  /// The number of counted rows that this row stands for.
  var countedRows: Int { get }
}

/// The identity of a row's content, which survives a reload.
enum RowID: Hashable, Sendable {
  case setting(SettingKey)
  case service(String)
  case problemCount
  case group(String)
  case layerValue(environment: String, Origin)
  case variable(environment: String, Origin, Origin)
  case check(environment: String, name: String)
  case problem(Diagnostic)
  case notice(Notice)
}

/// The operator's position in a list, and the part of the list that is on the screen.
struct Cursor: Hashable, Sendable {
  var row = 0
  /// The identity of the row, by which it is found again when the list has changed.
  var id: RowID?
  /// The first visible row.
  var top = 0

  /// Moves the window by the minimum so that it contains the row.
  mutating func reveal(height: Int, count: Int) {
    row = max(0, min(row, count - 1))
    guard height > 0 else { return }
    if row < top { top = row }
    if row >= top + height { top = row - height + 1 }
    top = max(0, min(top, count - height))
  }
}

/// The rows of a view, and the operator's position among them.
struct RowList<Row: ViewRow>: Hashable, Sendable {
  private(set) var rows: [Row] = []
  var cursor = Cursor()

  var count: Int { rows.count }
  var selection: Row? { rows.indices.contains(cursor.row) ? rows[cursor.row] : nil }
  /// The number of rows that a filter counts.
  var countedRows: Int { rows.reduce(0) { $0 + $1.countedRows } }

  subscript(row: Int) -> Row { rows[row] }

  /// Replaces the rows. The cursor moves to the row with the same identity; when that row is gone, it keeps its
  /// number.
  mutating func replace(_ rows: [Row], id: (Row) -> RowID?) {
    self.rows = rows
    let found = cursor.id.flatMap { wanted in rows.firstIndex { id($0) == wanted } }
    let row = found ?? min(cursor.row, rows.count - 1)
    cursor.row = nearestSelectable(from: row, by: 1) ?? nearestSelectable(from: row, by: -1) ?? 0
  }

  mutating func move(by step: Int) {
    let wanted = max(0, min(rows.count - 1, cursor.row + step))
    let direction = step < 0 ? -1 : 1
    guard
      let row = nearestSelectable(from: wanted, by: direction)
        ?? nearestSelectable(from: wanted, by: -direction)
    else {
      cursor.row = wanted
      return
    }
    // At the ends, headings come into view although the cursor cannot be on them.
    if row == cursor.row, step < 0 { cursor.top = 0 }
    cursor.row = row
  }

  /// The first row from here on, in one direction, on which the cursor can be.
  func nearestSelectable(from row: Int, by direction: Int) -> Int? {
    var row = row
    while rows.indices.contains(row) {
      if rows[row].isSelectable { return row }
      row += direction
    }
    return nil
  }

  /// Moves to the next wanted row in either direction, and continues at the other end of the list. Returns whether
  /// it continued there; `nil` when no row is wanted.
  mutating func seek(by direction: Int, _ isWanted: (Row) -> Bool) -> Bool? {
    guard count > 0 else { return nil }
    for step in 1...count {
      let row = ((cursor.row + direction * step) % count + count) % count
      guard isWanted(rows[row]) else { continue }
      defer { cursor.row = row }
      return (row - cursor.row) * direction <= 0
    }
    return nil
  }
}

/// The number of listed rows of a view, and the number without any filter.
struct Tally: Hashable, Sendable {
  var shown = 0
  var total = 0

  /// Such as `3 of 203`.
  var words: String { "\(shown) of \(total)" }
}

/// The order of a view's rows.
enum Sort: Hashable, Sendable {
  /// In the order of the declarations.
  case declared
  case name
  /// Rows that need attention come first.
  case worst

  /// The words for the frame; `nil` for the order that needs none.
  var words: String? {
    switch self {
    case .declared: nil
    case .name: "by name"
    case .worst: "worst first"
    }
  }

  /// Changes to the next order that a view offers.
  mutating func cycle(through choices: [Sort]) {
    self = choices[((choices.firstIndex(of: self) ?? 0) + 1) % choices.count]
  }
}
