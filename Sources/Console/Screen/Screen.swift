import Canvas

/// Draws the complete screen; only visible parts are formatted.
package func view(_ model: Model) -> Frame {
  var frame = Frame(size: model.size)
  guard !Layout.isTooSmall(model.size) else {
    frame.drawTooSmall()
    return frame
  }
  let layout = Layout(model.context)
  frame.drawHeader(model)
  model.content.draw(into: &frame, in: layout.body, model.context)
  if let progress = layout.progress { frame.drawProgress(model.context, in: progress) }
  if let alert = layout.alert { frame.drawAlert(model.context, in: alert) }
  frame.drawFooter(model)
  if let dialog = model.input.dialog {
    frame.restyle(Rect(x: 0, y: 0, width: model.size.columns, height: model.size.rows - 1)) {
      $0 = .muted
    }
    frame.draw(dialog)
  }
  return frame
}

extension Frame {
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
