import Canvas
import Environments

extension Frame {
  mutating func drawLogs(_ model: Model, in body: Rect) {
    guard let screen = model.logs else { return }
    for column in LogsLayout(screen, in: body).columns { draw(column, screen, model) }
  }

  private mutating func draw(_ column: LogsLayout.Column, _ screen: LogScreen, _ model: Model) {
    let pane = screen.panes[column.pane]
    let isSelected = screen.selected == column.pane && screen.panes.count > 1
    let panel = Panel(
      rect: column.rect, weight: isSelected ? .heavy : .light,
      role: isSelected ? .focusedBorder : .border)
    draw(
      panel, title: model.title(of: pane, number: column.pane + 1, columns: column.rect.width - 4),
      hint: pane.footing(columns: column.rect.width - 8))
    guard pane.shownCount > 0 else { return drawEmpty(pane, column, model) }
    let layout = LogLineLayout(screen, pane, width: column.inner.width, clock: model.clock)
    var y = column.inner.y
    var place = pane.place(of: pane.top)
    while y < column.inner.maxY, place < pane.shownCount {
      let number = pane.number(at: place)
      let line = pane.buffer[number]
      let rows = layout.rows(of: line, most: column.inner.maxY - y)
      for (index, row) in rows.enumerated() {
        write(row, x: column.inner.x, y: y + index, columns: column.inner.width)
      }
      write(line.sign, x: column.rect.x + 1, y: y, style: line.style)
      if number == pane.cursor, screen.selected == column.pane {
        select(column, y: y, height: rows.count)
      }
      y += rows.count
      place += 1
    }
  }

  /// Reverse video, in which what was reversed already stands out by not being so.
  private mutating func select(_ column: LogsLayout.Column, y: Int, height: Int) {
    write("▸", x: column.rect.x + 1, y: y, style: .key)
    let area = Rect(
      x: column.rect.x + 1, y: y, width: column.rect.width - 2, height: height)
    restyle(area) { $0.isSelected.toggle() }
  }

  private mutating func drawEmpty(_ pane: LogPane, _ column: LogsLayout.Column, _ model: Model) {
    let lines = Wrap.lines(model.emptyWords(pane), columns: column.inner.width)
    for (index, line) in lines.prefix(column.inner.height).enumerated() {
      write(line, .muted, x: column.inner.x, y: column.inner.y + index, columns: column.inner.width)
    }
  }

  /// The pattern while it is typed, with what is wrong with it.
  mutating func drawLogPrompt(_ typing: LogScreen.Typing, y: Int) {
    let sign = typing.purpose == .search ? "/ " : "& "
    let prompt =
      StyledText(sign, .key) + StyledText(typing.text.fittingEnd(columns: size.columns / 2))
    let x = write(prompt, x: 1, y: y, columns: size.columns - 4)
    cursor = Position(x: x, y: y)
    if let problem = typing.problem {
      let words = StyledText("✗ " + problem.text, .danger)
      write(words, x: x + 2, y: y, columns: size.columns - x - 3)
      return
    }
    let help =
      typing.purpose == .search
      ? "Enter keeps it   Esc leaves it "
      : "only lines that match   Enter keeps it   Esc leaves it "
    let room = size.columns - SafeText.width(of: help)
    if x + 2 < room { write(help, x: room, y: y, style: .muted) }
  }
}
