import Canvas

extension Model {
  /// Selects the pane and the line under the pointer.
  mutating func clickLog(_ point: Frame.Position) {
    guard let screen = logs, screen.typing == nil else { return }
    let columns = LogsLayout(screen, in: Layout(self).body).columns
    guard
      let column = columns.first(where: {
        ($0.rect.x..<$0.rect.maxX).contains(point.x) && ($0.rect.y..<$0.rect.maxY).contains(point.y)
      })
    else { return }
    choosePane(column.pane)
    let pane = screen.panes[column.pane]
    let layout = LogLineLayout(screen, pane, width: column.inner.width, clock: clock)
    var y = column.inner.y
    var place = pane.place(of: pane.top)
    while y < column.inner.maxY, place < pane.shownCount {
      let number = pane.number(at: place)
      y += layout.height(of: pane.buffer[number], most: column.inner.maxY - y)
      if point.y < y, point.y >= column.inner.y {
        return withPane { pane in
          pane.cursor = number
          pane.isFollowing = pane.isFollowing && place == pane.shownCount - 1
        }
      }
      place += 1
    }
  }
}
