import Canvas

extension Frame {
  /// Draws the first line: the trail on the left, the engines and the clock on the right.
  mutating func drawHeader(_ model: Model) {
    let clock = model.world.clock.map { $0.text + " " } ?? " "
    let clockX = size.columns - SafeText.width(of: clock)
    let room = max(0, clockX - 3)
    let trail = trail(model)
    let choices = extents(model).map { trail + StyledText("   " + $0, .muted) }
    let end = write(choices.first { $0.width <= room } ?? trail, x: 1, y: 0, columns: room)
    write(clock, x: clockX, y: 0, style: .muted)
    let engine = wholeParts(of: model.world.engine, columns: clockX - 3 - end - 2)
    write(engine, x: clockX - 3 - SafeText.width(of: engine), y: 0, style: .muted)
  }

  /// Draws the last line: the text that is being typed, or else a toast, or else the usable keys.
  mutating func drawFooter(_ model: Model) {
    let y = size.rows - 1
    switch model.input {
    case .command(let prompt): return draw(prompt, model)
    case .filter: return drawFilterPrompt(model, y: y)
    case .dialogs: return drawHints(model, y: y)
    case .count(let count):
      write(count.text, x: size.columns - 1 - count.text.count, y: y, style: .key)
    case .view:
      if case .logs(let logs) = model.view, let typing = logs.typing {
        return drawLogPrompt(typing, y: y)
      }
    }
    if let toast = model.world.notices.toast {
      write(toast.line, x: 1, y: y, columns: size.columns - 2 - model.countWidth)
      return
    }
    drawHints(model, y: y)
  }

  /// As many complete parts between dots as fit.
  private func wholeParts(of text: String, columns: Int) -> String {
    var parts = text.split(separator: " · ").map(String.init)
    while !parts.isEmpty {
      let joined = parts.joined(separator: " · ")
      if SafeText.width(of: joined) <= columns { return joined }
      parts.removeLast()
    }
    return ""
  }

  private func trail(_ model: Model) -> StyledText {
    var line = StyledText("triptych", .title)
    let title = model.context.catalog.title
    if !title.isEmpty { line += StyledText(" · " + title) }
    for view in model.trail {
      guard let name = view.content.name else { continue }
      line += StyledText(" › ", .muted) + StyledText(name)
    }
    let content = model.content
    if !content.filter.isEmpty, model.input != .filter {
      line += StyledText("   / \(content.filter) · \(content.tally.words)", .info)
    }
    let words = content.headerWords(model.context)
    if !words.isEmpty { line += StyledText("   " + words.joined(separator: " · "), .info) }
    return line
  }

  /// Texts about the environments and services on the screen when not all are: the longest first, then shorter
  /// ones.
  private func extents(_ model: Model) -> [String] {
    let content = model.content
    guard content.hasColumns else { return [] }
    var parts: [String] = []
    let columns = model.context.columns.count
    let (visible, all) = (model.visibleColumns, model.environments.count)
    if columns < all, !content.onlyFaults { parts.append("\(columns) of \(all) environments") }
    if visible.count < columns {
      let range = "\(visible.lowerBound + 1)–\(visible.upperBound) of \(columns)"
      parts.append("environments " + range)
    }
    let rows = content.headerExtent(model.context)
    if !rows.isEmpty { parts.append(rows) }
    return parts.indices.map { parts.dropFirst($0).joined(separator: " · ") }
  }

  private mutating func drawFilterPrompt(_ model: Model, y: Int) {
    let prompt =
      StyledText("/ ", .key)
      + StyledText(model.content.filter.fittingEnd(columns: size.columns / 2))
    let x = write(prompt, x: 1, y: y, columns: size.columns - 4)
    cursor = Position(x: x, y: y)
    let keep = model.keys.name(of: .accept, in: .filter)
    let clear = model.keys.name(of: .dismiss, in: .filter)
    let help = "\(model.content.tally.words)   \(keep) keeps it   \(clear) clears it "
    let room = size.columns - SafeText.width(of: help)
    if x + 2 < room { write(help, x: room, y: y, style: .muted) }
  }

  private mutating func drawHints(_ model: Model, y: Int) {
    for hint in FooterHints(model).hints {
      write(hint.text, x: hint.x, y: y, columns: size.columns - hint.x)
    }
  }
}

extension Toast {
  fileprivate var line: StyledText {
    level == .info
      ? StyledText(text, .info)
      : StyledText(level.appearance.sign + " " + text, level.appearance.style)
  }
}
