import Canvas

extension Frame {
  /// Draws the visible rows of the current view's list, marks the selected one and what a filter found, and says
  /// where one is.
  mutating func drawList(
    _ model: Model, in panel: Panel, y top: Int, marking width: Int? = nil,
    window: ColumnWindow? = nil,
    _ draw: (inout Frame, _ item: ListItem, _ y: Int) -> Void
  ) {
    let height = model.listHeight
    let cursor = model.cursor
    let words = Filter(model.filter).wanted
    for row in 0..<height where cursor.top + row < model.items.count {
      let item = model.items[cursor.top + row]
      draw(&self, item, top + row)
      if item.isSelectable {
        highlight(
          words, in: Rect(x: panel.inner.x, y: top + row, width: panel.inner.width, height: 1))
      }
      if cursor.top + row == cursor.row, item.isSelectable {
        select(y: top + row, in: panel, width: width)
      }
    }
    let rows = rowsOnScreen(top: cursor.top, height: height, count: model.items.count)
    drawBeyond(
      left: window?.left ?? 0, right: window?.right ?? 0, rows: rows, first: panel.rect,
      last: panel.rect)
  }

  /// Draws a heading and a thin line to the end of the row.
  mutating func drawHeading(_ heading: StyledText, in inner: Rect, y: Int) {
    let end = write(heading, x: inner.x, y: y, columns: inner.width) + 1
    guard end < inner.maxX else { return }
    hline(x: end, y: y, width: inner.maxX - end, style: .border)
  }

  /// The row carries a sign in the margin and is shown in reverse video: all of it, or so many columns.
  private mutating func select(y: Int, in panel: Panel, width: Int?) {
    let rect = panel.rect
    write("▸", x: rect.x + 1, y: y, style: .key)
    let marked = Rect(x: rect.x + 1, y: y, width: width ?? rect.width - 2, height: 1)
    restyle(marked) { $0.isSelected = true }
  }

  /// Draws the part at the foot of the panel that tells more of the selected row.
  mutating func drawDetail(_ model: Model, in panel: Panel, title: String, lines: [StyledText]) {
    let height = model.detailHeight
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
