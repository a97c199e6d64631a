import Canvas

/// The whole screen as a value; only what is visible is formatted.
package func view(_ model: Model) -> Frame {
  var frame = Frame(size: model.size)
  guard !Layout.isTooSmall(model.size) else {
    frame.drawTooSmall()
    return frame
  }
  let layout = Layout(model)
  frame.drawHeader(model)
  frame.drawBody(model, in: layout.body)
  if let progress = layout.progress { frame.drawProgress(model, in: progress) }
  if let alert = layout.alert { frame.drawAlert(model, in: alert) }
  frame.drawFooter(model)
  if let dialog = model.dialogs.first {
    frame.restyle(Rect(x: 0, y: 0, width: model.size.columns, height: model.size.rows - 1)) {
      $0 = .muted
    }
    frame.draw(dialog, model)
  }
  return frame
}

extension Frame {
  fileprivate mutating func drawBody(_ model: Model, in body: Rect) {
    switch model.place {
    case .overview: drawOverview(model)
    case .differences: drawDifferences(model, in: body)
    case .explanation(let key): drawExplanation(key, model, in: body)
    case .health: drawHealth(model, in: body)
    case .check(let environment, let check):
      drawCheckHistory(of: check, in: environment, model, in: body)
    case .problems: drawProblems(model, in: body)
    case .messages: drawMessages(model, in: body)
    case .inspection: drawInspection(model, in: body)
    case .help: drawHelp(model, in: body)
    case .logs: drawLogs(model, in: body)
    }
  }

  fileprivate mutating func drawTooSmall() {
    let have = "\(size.columns)x\(size.rows)"
    let need = "\(Layout.sizeMin.columns)x\(Layout.sizeMin.rows)"
    let text = "triptych needs \(need) cells and has \(have). Please enlarge the window."
    let lines = Wrap.lines(text, columns: max(1, size.columns))
    let top = max(0, (size.rows - lines.count) / 2)
    for (index, line) in lines.enumerated() {
      write(line, x: max(0, (size.columns - SafeText.width(of: line)) / 2), y: top + index)
    }
  }
}
