import Environments

/// A row of a view, by reference to what it shows; the words are made when it is drawn.
protocol ViewRow: Hashable, Sendable {
  /// The cursor can stand on it.
  var isSelectable: Bool { get }
  /// How many of the rows that a filter counts it stands for.
  var countedRows: Int { get }
}

/// What a row shows, in a way that outlives a reload.
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

/// Where the operator stands in a list, and which part of it is on the screen.
struct Cursor: Hashable, Sendable {
  var row = 0
  /// What the row shows, by which it is found again when the list has changed.
  var id: RowID?
  /// The first visible row.
  var top = 0

  /// Moves the window as little as possible so that the row is in it.
  mutating func reveal(height: Int, count: Int) {
    row = max(0, min(row, count - 1))
    guard height > 0 else { return }
    if row < top { top = row }
    if row >= top + height { top = row - height + 1 }
    top = max(0, min(top, count - height))
  }
}

/// The rows of a view, and where the operator stands among them.
struct RowList<Row: ViewRow>: Hashable, Sendable {
  private(set) var rows: [Row] = []
  var cursor = Cursor()

  var count: Int { rows.count }
  var selection: Row? { rows.indices.contains(cursor.row) ? rows[cursor.row] : nil }
  /// How many rows a filter counts.
  var countedRows: Int { rows.reduce(0) { $0 + $1.countedRows } }

  subscript(row: Int) -> Row { rows[row] }

  /// Takes other rows. The cursor goes to the row that shows what it stood on; where that is gone, it stays at its number.
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
    // At the ends the headings come into view, though the cursor cannot stand on them.
    if row == cursor.row, step < 0 { cursor.top = 0 }
    cursor.row = row
  }

  /// The first row from here on, in one direction, on which the cursor can stand.
  func nearestSelectable(from row: Int, by direction: Int) -> Int? {
    var row = row
    while rows.indices.contains(row) {
      if rows[row].isSelectable { return row }
      row += direction
    }
    return nil
  }

  /// Goes to the next row that is wanted, in either direction, around the end. Gives back whether it went around;
  /// `nil` when no row is wanted.
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

/// How many rows a view lists, and how many it would if nothing narrowed it.
struct Tally: Hashable, Sendable {
  var shown = 0
  var total = 0

  /// Such as `3 of 203`.
  var words: String { "\(shown) of \(total)" }
}

/// The order of a view's rows.
enum Sort: Hashable, Sendable {
  /// As the files declare them.
  case declared
  case name
  /// What needs attention first.
  case worst

  /// What the frame says of it; `nil` for the order that needs no word.
  var words: String? {
    switch self {
    case .declared: nil
    case .name: "by name"
    case .worst: "worst first"
    }
  }

  /// Goes to the next of the orders that a view knows.
  mutating func cycle(through choices: [Sort]) {
    self = choices[((choices.firstIndex(of: self) ?? 0) + 1) % choices.count]
  }
}
