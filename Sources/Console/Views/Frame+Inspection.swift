import Canvas

extension Frame {
  mutating func drawInspection(_ model: Model, in body: Rect) {
    let panel = Panel(rect: body)
    let inspection = model.inspection
    let title = "\(inspection?.service ?? "") of \(inspection?.environment ?? "")"
    draw(panel, title: StyledText(title, .title))
    let inner = panel.inner
    drawList(model, in: panel, y: inner.y) { frame, item, y in
      switch item {
      case .title(let text): frame.drawHeading(StyledText(text, .title), in: inner, y: y)
      case .note(let text): frame.write(text, .muted, x: inner.x + 2, y: y, columns: inner.width)
      case .fact(let container, let fact):
        guard let fact = inspection?.containers[container].facts[fact] else { break }
        frame.write(fact.label, .muted, x: inner.x + 2, y: y, columns: 10)
        frame.write(fact.text, x: inner.x + 13, y: y, columns: inner.width - 13)
      default: break
      }
    }
    guard case .fact(let container, let fact) = model.selection,
      let chosen = inspection?.containers[container].facts[fact]
    else { return drawDetail(model, in: panel, title: "", lines: []) }
    let lines = Wrap.lines(chosen.text, columns: inner.width).map { StyledText($0) }
    drawDetail(model, in: panel, title: chosen.label, lines: lines)
  }
}
