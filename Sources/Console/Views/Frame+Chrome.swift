import Canvas

extension Frame {
  /// The first line: where one is on the left, the engines and the clock on the right.
  mutating func drawHeader(_ model: Model) {
    let clock = model.clock.map { $0.text + " " } ?? " "
    let clockX = size.columns - SafeText.width(of: clock)
    let room = max(0, clockX - 3)
    let trail = trail(model)
    let choices = extents(model).map { trail + StyledText("   " + $0, .muted) }
    let end = write(choices.first { $0.width <= room } ?? trail, x: 1, y: 0, columns: room)
    write(clock, x: clockX, y: 0, style: .muted)
    let engine = wholeParts(of: model.engine, columns: clockX - 3 - end - 2)
    write(engine, x: clockX - 3 - SafeText.width(of: engine), y: 0, style: .muted)
  }

  /// The last line: what is being typed, else a toast, else the keys that can be used.
  mutating func drawFooter(_ model: Model) {
    let y = size.rows - 1
    if let prompt = model.prompt, model.dialogs.isEmpty { return draw(prompt, model) }
    if model.isTypingFilter, model.dialogs.isEmpty { return drawFilterPrompt(model, y: y) }
    if let typing = model.logs?.typing, model.dialogs.isEmpty, model.place == .logs {
      return drawLogPrompt(typing, y: y)
    }
    if let count = model.count, model.dialogs.isEmpty {
      write(count.text, x: size.columns - 1 - count.text.count, y: y, style: .key)
    }
    if let toast = model.toast, model.dialogs.isEmpty {
      write(toast.line, x: 1, y: y, columns: size.columns - 2 - model.countWidth)
      return
    }
    drawHints(model, y: y)
  }

  /// As many of the parts between dots as fit.
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
    if !model.catalog.title.isEmpty { line += StyledText(" · " + model.catalog.title) }
    for place in model.trail {
      guard let name = place.name else { continue }
      line += StyledText(" › ", .muted) + StyledText(name)
    }
    if !model.filter.isEmpty, !model.isTypingFilter {
      line += StyledText("   / \(model.filter) · \(model.tally.words)", .info)
    }
    if model.place == .overview, !model.arrangementWords.isEmpty {
      line += StyledText("   " + model.arrangementWords.joined(separator: " · "), .info)
    }
    return line
  }

  /// Which environments and services are on the screen where not all are: all that can be said, then less.
  private func extents(_ model: Model) -> [String] {
    guard model.place.hasColumns else { return [] }
    var parts: [String] = []
    let (visible, all) = (model.visibleColumns, model.environments.count)
    if model.columns.count < all, !model.arrangement.onlyFaults {
      parts.append("\(model.columns.count) of \(all) environments")
    }
    if visible.count < model.columns.count {
      let range = "\(visible.lowerBound + 1)–\(visible.upperBound) of \(model.columns.count)"
      parts.append("environments " + range)
    }
    if model.place == .overview {
      let rows = rowsOnScreen(
        top: model.cursor.top, height: OverviewLayout(model).servicesHeight,
        count: model.servicesCount)
      if !rows.isEmpty { parts.append("services " + rows) }
    }
    return parts.indices.map { parts.dropFirst($0).joined(separator: " · ") }
  }

  private mutating func drawFilterPrompt(_ model: Model, y: Int) {
    let prompt =
      StyledText("/ ", .key) + StyledText(model.filter.fittingEnd(columns: size.columns / 2))
    let x = write(prompt, x: 1, y: y, columns: size.columns - 4)
    cursor = Position(x: x, y: y)
    let keep = model.keys.name(of: .accept, in: .filter)
    let clear = model.keys.name(of: .dismiss, in: .filter)
    let help = "\(model.tally.words)   \(keep) keeps it   \(clear) clears it "
    let room = size.columns - SafeText.width(of: help)
    if x + 2 < room { write(help, x: room, y: y, style: .muted) }
  }

  private mutating func drawHints(_ model: Model, y: Int) {
    for hint in FooterHints(model).hints {
      write(hint.text, x: hint.x, y: y, columns: size.columns - hint.x)
    }
  }
}

extension Place {
  var hasColumns: Bool { self == .overview || self == .differences }
}

extension Toast {
  fileprivate var line: StyledText {
    level == .info
      ? StyledText(text, .info)
      : StyledText(level.appearance.sign + " " + text, level.appearance.style)
  }
}
