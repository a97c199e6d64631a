/// Where the operator stands in a list, and which part of it is on the screen.
struct Cursor: Hashable, Sendable {
  var row = 0
  /// What the row shows, by which it is found again when the list has changed.
  var key: Model.RowID?
  /// The first visible row.
  var top = 0
  /// The first visible row of the overview's settings, which scroll by themselves.
  var lowerTop = 0

  /// Moves the window as little as possible so that the row is in it.
  mutating func reveal(height: Int, count: Int) {
    row = max(0, min(row, count - 1))
    guard height > 0 else { return }
    if row < top { top = row }
    if row >= top + height { top = row - height + 1 }
    top = max(0, min(top, count - height))
  }
}
