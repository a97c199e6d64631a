import Canvas

extension Frame {
  /// Draws a dialog over what stands on the frame.
  mutating func draw(_ dialog: Dialog, _ model: Model) {
    let layout = DialogLayout(dialog, size: size)
    let panel = Panel(rect: layout.rect, weight: .heavy, role: layout.role)
    let rect = layout.rect
    // A blank column at each side keeps what is behind from running into the border.
    fill(Rect(x: rect.x - 1, y: rect.y, width: rect.width + 2, height: rect.height))
    draw(panel, title: layout.title, hint: layout.hint(top: dialog.top))
    let inner = panel.inner
    for row in 0..<layout.contentHeight where dialog.top + row < layout.content.count {
      write(layout.content[dialog.top + row], x: inner.x, y: inner.y + row, columns: inner.width)
    }
    for (index, line) in layout.foot.enumerated() {
      let y = inner.y + layout.contentHeight + index
      let end = write(line, x: inner.x, y: y, columns: inner.width)
      if dialog.takesText, index == layout.foot.count - 1 { cursor = Position(x: end, y: y) }
    }
  }
}

extension DialogLayout {
  fileprivate func hint(top: Int) -> String {
    scrollMax == 0 ? "" : "\(top + 1)–\(top + contentHeight) of \(content.count)"
  }
}

extension Dialog {
  fileprivate var top: Int {
    switch self {
    case .plan(let dialog): dialog.top
    case .report(let dialog): dialog.top
    case .question: 0
    }
  }

  fileprivate var takesText: Bool {
    switch self {
    case .plan(let dialog): dialog.plan.guardrail == .typedName
    case .question(let question): question.name != nil
    case .report: false
    }
  }
}
