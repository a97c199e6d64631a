import Canvas

/// Where the list above a command stands.
struct PromptLayout: Hashable {
  static let rowsMax = 10

  var rect: Rect
  var rows: [Completion]
  /// The row of the list that is the first on the screen.
  var top: Int
  /// The row that Enter takes; `nil` when it takes what is typed.
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
