import Canvas

extension Frame {
  /// Draws the command that is being typed on the last line, and its completions above it.
  mutating func draw(_ prompt: Prompt, _ model: Model) {
    let layout = PromptLayout(prompt, model)
    if !layout.rows.isEmpty { draw(layout, count: model.completions.count) }
    let y = size.rows - 1
    let line = StyledText(":", .key) + StyledText(prompt.text.fittingEnd(columns: size.columns / 2))
    let x = write(line, x: 1, y: y, columns: size.columns - 4)
    cursor = Position(x: x, y: y)
    let keys = model.keys
    let help =
      "\(keys.name(of: .complete, in: .command)) completes   "
      + "\(keys.name(of: .accept, in: .command)) runs   "
      + "\(keys.name(of: .dismiss, in: .command)) leaves "
    let room = size.columns - SafeText.width(of: help)
    if x + 2 < room { write(help, x: room, y: y, style: .muted) }
  }

  private mutating func draw(_ layout: PromptLayout, count: Int) {
    let panel = Panel(rect: layout.rect, role: .focusedBorder)
    fill(layout.rect)
    let hint =
      count > layout.rows.count
      ? "\(layout.top + 1)–\(layout.top + layout.rows.count) of \(count)" : ""
    draw(panel, title: StyledText("commands", .title), hint: hint)
    let inner = panel.inner
    let words = layout.rows.map { SafeText.width(of: $0.word) }.max() ?? 0
    let keys = layout.rows.map { SafeText.width(of: $0.key) }.max() ?? 0
    for (row, completion) in layout.rows.enumerated() {
      let y = inner.y + row
      write(completion.word, .key, x: inner.x, y: y, columns: words)
      let x = inner.x + words + 2
      let end = inner.maxX - (keys == 0 ? 0 : keys + 2)
      let help =
        completion.objection.map { StyledText($0, .warning) } ?? StyledText(completion.help)
      write(help, x: x, y: y, columns: end - x)
      write(completion.key, x: inner.maxX - keys, y: y, style: .muted)
      guard layout.top + row == layout.selected else { continue }
      write("▸", x: inner.x - 1, y: y, style: .key)
      restyle(Rect(x: inner.x - 1, y: y, width: inner.width + 2, height: 1)) {
        $0.isSelected = true
      }
    }
  }
}

/// The position of the list above a command.
struct PromptLayout: Hashable {
  static let rowsMax = 10

  var rect: Rect
  var rows: [Completion]
  /// The first row of the list on the screen.
  var top: Int
  /// The row that Enter takes; `nil` when Enter takes the typed text.
  var selected: Int?

  init(_ prompt: Prompt, _ model: Model) {
    let all = model.completions
    let height = min(all.count, Self.rowsMax, max(1, model.size.rows / 2 - 3))
    selected = prompt.choice ?? (prompt.word.isEmpty || prompt.isArgument ? nil : 0)
    top = max(0, (selected ?? 0) - height + 1)
    rows = Array(all.dropFirst(top).prefix(height))
    let panel = rows.isEmpty ? 0 : rows.count + 2
    rect = Rect(
      x: 0, y: model.size.rows - 1 - panel, width: model.size.columns, height: panel)
  }
}
