import Canvas

extension Model {
  mutating func move(by rows: Int) {
    var cursor = self.cursor
    let wanted = max(0, min(items.count - 1, cursor.row + rows))
    let direction = rows < 0 ? -1 : 1
    guard
      let row = nearestSelectable(from: wanted, by: direction)
        ?? nearestSelectable(from: wanted, by: -direction)
    else {
      cursor.row = wanted
      cursors[place] = cursor
      return
    }
    // At the ends the headings come into view, though the cursor cannot stand on them.
    if row == cursor.row, rows < 0 { cursor.top = 0 }
    cursor.row = row
    cursors[place] = cursor
  }

  /// The first row from here on, in one direction, on which the cursor can stand.
  func nearestSelectable(from row: Int, by direction: Int) -> Int? {
    var row = row
    while items.indices.contains(row) {
      if items[row].isSelectable { return row }
      row += direction
    }
    return nil
  }

  /// Goes to the next row that differs, in either direction, around the end.
  mutating func seekDifference(by direction: Int) {
    let count = items.count
    guard count > 0 else { return }
    for step in 1...count {
      let row = ((cursor.row + direction * step) % count + count) % count
      if isDifference(items[row]) {
        if (row - cursor.row) * direction <= 0 { say(.info, "Around the end of the list.") }
        cursors[place, default: Cursor()].row = row
        return
      }
    }
  }

  func isDifference(_ item: ListItem) -> Bool {
    if case .difference(let row) = item { matrix.rows[row].kind != .same } else { false }
  }

  mutating func focus(_ index: Int) {
    guard environments.indices.contains(index) else {
      // Half of a count, perhaps, so it is shown and not kept.
      toast = Toast(level: .info, text: "There is no environment \(index + 1).")
      return
    }
    focus = .one(index)
    focusChanged()
  }

  mutating func focusAll() { restore(.all) }

  /// Focuses what was focused before.
  mutating func restore(_ focus: Focus) {
    self.focus = focus
    focusChanged()
  }

  /// From all environments the first step goes to the near end of what is on the screen.
  mutating func moveFocus(by step: Int) {
    guard !environments.isEmpty else { return }
    switch focus {
    case .one(let index):
      let next = step > 0 ? columns.first { $0 > index } : columns.last { $0 < index }
      focus(next ?? index)
    case .all:
      let visible = columns[visibleColumns]
      if let near = step > 0 ? visible.first : visible.last { focus(near) }
    }
  }

  private mutating func focusChanged() {
    switch place {
    case .explanation, .health: relist()
    case .overview where arrangement.sort == .worst || isNarrowed,
      .differences where arrangement.grouping == .file || !columns.elementsEqual(listedColumns):
      rearrange { _ in }
    default: break
    }
  }

  /// Brings cursor, columns and windows back into the bounds of the screen.
  mutating func settle() {
    settleColumns()
    var cursor = self.cursor
    if place == .overview {
      settleOverview(&cursor)
    } else {
      cursor.reveal(height: listHeight, count: items.count)
    }
    cursor.key = items.indices.contains(cursor.row) ? rowID(of: items[cursor.row]) : nil
    cursors[place] = cursor
  }

  private func settleOverview(_ cursor: inout Cursor) {
    let layout = OverviewLayout(self)
    let services = items.firstIndex(of: .problemCount) ?? 0
    cursor.row = max(0, min(cursor.row, items.count - 1))
    var upper = Cursor(row: min(cursor.row, services - 1), top: cursor.top)
    upper.reveal(height: layout.servicesHeight, count: services)
    cursor.top = max(0, upper.top)
    var lower = Cursor(row: max(0, cursor.row - services - 1), top: cursor.lowerTop)
    lower.reveal(height: layout.settingsHeight, count: items.count - services - 1)
    cursor.lowerTop = max(0, lower.top)
  }
}
