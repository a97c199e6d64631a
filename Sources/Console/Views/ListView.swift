import Canvas
import Environments

/// A view that is a list: one column of rows, with lines above and below it that do not scroll.
protocol ListView: ViewContent {
  associatedtype Row: ViewRow

  var list: RowList<Row> { get set }
  /// The number of rows without any filter.
  var total: Int { get set }
  func rows(_ context: ViewContext) -> [Row]
  func total(_ context: ViewContext) -> Int
  func rowID(of row: Row, _ context: ViewContext) -> RowID?
  /// The height of the fixed lines above the rows.
  func headingHeight(_ context: ViewContext) -> Int
  /// The height of the details of the selected row below the rows.
  func detailHeight(_ size: Size) -> Int
}

extension ListView {
  var tally: Tally { Tally(shown: list.countedRows, total: total) }
  var rowCount: Int { list.count }
  var cursor: Cursor {
    get { list.cursor }
    set { list.cursor = newValue }
  }

  func total(_ context: ViewContext) -> Int { list.count }
  func rowID(of row: Row, _ context: ViewContext) -> RowID? { nil }
  func headingHeight(_ context: ViewContext) -> Int { 0 }
  func detailHeight(_ size: Size) -> Int { 0 }

  mutating func relist(_ context: ViewContext) {
    let view = self
    list.replace(rows(context)) { view.rowID(of: $0, context) }
    total = total(context)
  }

  mutating func move(by rows: Int) { list.move(by: rows) }

  func rowID(_ context: ViewContext) -> RowID? {
    list.selection.flatMap { rowID(of: $0, context) }
  }

  mutating func select(_ id: RowID, _ context: ViewContext) {
    guard let row = list.rows.firstIndex(where: { rowID(of: $0, context) == id }) else { return }
    list.cursor.row = list.nearestSelectable(from: row, by: 1) ?? row
    // A heading stays visible with the rows below it.
    list.cursor.top = min(list.cursor.top, row)
  }

  /// The number of rows of the list on the screen.
  func listHeight(_ context: ViewContext) -> Int {
    let detail = detailHeight(context.size)
    let other = headingHeight(context) + (detail == 0 ? 0 : detail + 1)
    return max(1, context.body.height - 2 - other)
  }

  func pageHeight(_ context: ViewContext) -> Int { max(1, listHeight(context) - 1) }

  mutating func settle(_ context: ViewContext) {
    list.cursor.reveal(height: listHeight(context), count: list.count)
    list.cursor.id = rowID(context)
  }

  mutating func keepPosition(of before: any ViewContent, _ old: ViewContext, _ new: ViewContext) {
    guard let before = before as? Self, findRow(of: before, old, new) else { return }
    list.cursor.top += list.cursor.row - before.list.cursor.row
  }

  /// Moves to the row that was selected before, or to the nearest remaining one; false when no row was selected.
  mutating func findRow(of before: Self, _ old: ViewContext, _ new: ViewContext) -> Bool {
    guard let id = before.rowID(old) else { return false }
    if rowID(new) != id, let row = nearestRow(to: before, old, new) { list.cursor.row = row }
    return true
  }

  /// The row nearest to the row that was selected before; rows below it come first.
  private func nearestRow(to before: Self, _ old: ViewContext, _ new: ViewContext) -> Int? {
    var rows: [RowID: Int] = [:]
    for (row, item) in list.rows.enumerated() where item.isSelectable {
      if let id = rowID(of: item, new) { rows[id] = row }
    }
    let selected = before.list.cursor.row
    for distance in 1...max(1, before.list.count) {
      for row in [selected + distance, selected - distance]
      where before.list.rows.indices.contains(row) {
        if let id = before.rowID(of: before.list[row], old), let row = rows[id] { return row }
      }
    }
    return nil
  }

  func hit(_ point: Frame.Position, _ context: ViewContext) -> ViewHit? {
    let line = point.y - context.body.y - 1 - headingHeight(context)
    guard (0..<listHeight(context)).contains(line) else { return nil }
    let row = list.cursor.top + line
    return list.rows.indices.contains(row) && list[row].isSelectable
      ? .row(row, environment: nil) : nil
  }
}

/// A list that can leave out what is as it should be.
protocol FaultListView: ListView {
  var filter: String { get set }
  var onlyFaults: Bool { get set }
}

extension FaultListView {
  func detailHeight(_ size: Size) -> Int { size.rows >= 20 ? 4 : 2 }
  mutating func narrow(to filter: String) { self.filter = filter }

  mutating func take(_ action: Action, digit: Int?, _ context: ViewContext) -> [ViewReply]? {
    guard action == .toggleFaults else { return nil }
    onlyFaults.toggle()
    return [.relist]
  }
}

extension Frame {
  /// Draws the visible rows of a view's list, marks the selected row and the matches of a filter, and shows the
  /// position.
  mutating func drawList<Content: ListView>(
    of view: Content, _ context: ViewContext, in panel: Panel, y top: Int,
    marking width: Int? = nil, window: ColumnWindow? = nil,
    _ draw: (inout Frame, _ row: Content.Row, _ y: Int) -> Void
  ) {
    let height = view.listHeight(context)
    let cursor = view.list.cursor
    let words = Filter(view.filter).wanted
    for line in 0..<height where cursor.top + line < view.list.count {
      let row = view.list[cursor.top + line]
      draw(&self, row, top + line)
      if row.isSelectable {
        highlight(
          words, in: Rect(x: panel.inner.x, y: top + line, width: panel.inner.width, height: 1))
      }
      if cursor.top + line == cursor.row, row.isSelectable {
        select(y: top + line, in: panel, width: width)
      }
    }
    let rows = rowsOnScreen(top: cursor.top, height: height, count: view.list.count)
    drawBeyond(
      left: window?.left ?? 0, right: window?.right ?? 0, rows: rows, first: panel.rect,
      last: panel.rect)
  }

  /// Marks the selected row with a sign in the margin and with reverse video, across all columns or the given
  /// number.
  private mutating func select(y: Int, in panel: Panel, width: Int?) {
    let rect = panel.rect
    write("▸", x: rect.x + 1, y: y, style: .key)
    let marked = Rect(x: rect.x + 1, y: y, width: width ?? rect.width - 2, height: 1)
    restyle(marked) { $0.isSelected = true }
  }

  /// Draws a heading and a thin line to the end of the row.
  mutating func drawHeading(_ heading: StyledText, in inner: Rect, y: Int) {
    let end = write(heading, x: inner.x, y: y, columns: inner.width) + 1
    guard end < inner.maxX else { return }
    hline(x: end, y: y, width: inner.maxX - end, style: .border)
  }

  /// Draws the details of the selected row at the foot of the panel.
  mutating func drawDetail(
    height: Int, in panel: Panel, title: String = "", lines: [StyledText] = []
  ) {
    let y = panel.rect.maxY - 1 - height
    divide(panel, y: y - 1, title: title.isEmpty ? StyledText() : StyledText(title, .title))
    for (index, line) in lines.prefix(height).enumerated() {
      let isCut = index == height - 1 && lines.count > height
      write(
        isCut ? line + StyledText(" …", .muted) : line, x: panel.inner.x, y: y + index,
        columns: panel.inner.width)
    }
  }
}
