import Canvas
import Environments

extension LogsView {
  func draw(into frame: inout Frame, in body: Rect, _ context: ViewContext) {
    for column in LogsLayout(self, in: body).columns { frame.draw(column, self, context) }
  }
}

extension Frame {
  fileprivate mutating func draw(
    _ column: LogsLayout.Column, _ screen: LogsView, _ context: ViewContext
  ) {
    let pane = screen.panes[column.pane]
    let isSelected = screen.selected == column.pane && screen.panes.count > 1
    let panel = Panel(
      rect: column.rect, weight: isSelected ? .heavy : .light,
      role: isSelected ? .focusedBorder : .border)
    draw(
      panel, title: pane.title(number: column.pane + 1, columns: column.rect.width - 4),
      hint: pane.footing(columns: column.rect.width - 8))
    guard pane.shownCount > 0 else {
      return drawEmpty(screen.emptyWords(pane, context), in: column.inner)
    }
    let layout = LogLineLayout(screen, pane, width: column.inner.width, clock: context.clock)
    var y = column.inner.y
    var position = pane.position(of: pane.top)
    while y < column.inner.maxY, position < pane.shownCount {
      let number = pane.number(at: position)
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
      position += 1
    }
  }

  /// Selects a line by reversing the video of every cell, so that reversed text still differs.
  private mutating func select(_ column: LogsLayout.Column, y: Int, height: Int) {
    write("▸", x: column.rect.x + 1, y: y, style: .key)
    let area = Rect(
      x: column.rect.x + 1, y: y, width: column.rect.width - 2, height: height)
    restyle(area) { $0.isSelected.toggle() }
  }

  private mutating func drawEmpty(_ words: String, in inner: Rect) {
    let lines = Wrap.lines(words, columns: inner.width)
    for (index, line) in lines.prefix(inner.height).enumerated() {
      write(line, .muted, x: inner.x, y: inner.y + index, columns: inner.width)
    }
  }

  /// Draws the pattern while it is typed, with its error.
  mutating func drawLogPrompt(_ typing: LogsView.Typing, y: Int) {
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

extension LogsView {
  /// The text of a pane without lines.
  func emptyWords(_ pane: LogPane, _ context: ViewContext) -> String {
    if let pattern, pane.buffer.count > 0 {
      return "None of \(pane.buffer.count.grouped) lines matches \(pattern.source)"
    }
    let whose = pane.scope.service.map { "\($0) of \(pane.scope.environment)" }
    guard let status = context.world.statuses[pane.scope.environment], status.engine != .notAskedYet
    else {
      return "The engine has not answered yet."
    }
    if status.engine != .answering,
      let index = context.world.position(ofEnvironment: pane.scope.environment),
      let note = Note(context, index)
    {
      return "▲ \(note.title): \(note.text)"
    }
    let containers = status.containers.filter {
      pane.scope.service == nil || $0.service == pane.scope.service
    }
    return containers.isEmpty
      ? "There is no container of \(whose ?? pane.scope.environment). Its lines appear here when it starts."
      : "Nothing has been written yet."
  }
}

extension LogPane {
  /// Such as `1 dev · api · paused · 128 new`.
  fileprivate func title(number: Int, columns: Int) -> StyledText {
    let name = StyledText("\(number) \(scope.environment)", .title)
    let service = StyledText(scope.service.map { " · " + $0 } ?? "")
    let state: StyledText =
      isFollowing
      ? StyledText(" · following", .muted)
      : StyledText(" · paused · \(newCount.grouped) new", .warning)
    let short =
      isFollowing
      ? StyledText() : StyledText(" · \(newCount.grouped) new", .warning)
    let choices = [name + service + state, name + service + short, name + short]
    return choices.first { $0.width <= columns } ?? name
  }

  /// The counts of discarded and dropped lines, and the position; as much of it as fits.
  func footing(columns: Int) -> String {
    var parts: [String] = []
    if buffer.first > 0 { parts.append("+\(buffer.first.grouped) earlier lines") }
    if buffer.droppedCount > 0 { parts.append("dropped \(buffer.droppedCount.grouped) lines") }
    if shownCount > 0, !isFollowing {
      let position = min(position(of: cursor), shownCount - 1) + 1
      parts.append("\(position.grouped) of \(shownCount.grouped)")
    }
    while parts.count > 1, SafeText.width(of: parts.joined(separator: " · ")) > columns {
      parts.removeFirst()
    }
    return parts.joined(separator: " · ")
  }
}

extension Int {
  /// The number with a comma at every third digit.
  var grouped: String {
    var text = ""
    for (index, digit) in "\(self)".reversed().enumerated() {
      if index > 0, index % 3 == 0, digit != "-" { text = "," + text }
      text = String(digit) + text
    }
    return text
  }
}
