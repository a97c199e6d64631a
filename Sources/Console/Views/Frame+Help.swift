import Canvas

extension Frame {
  mutating func drawHelp(_ model: Model, in body: Rect) {
    let panel = Panel(rect: body)
    draw(panel, title: StyledText("keys", .title))
    let inner = panel.inner
    let bindings = model.keys.bindings
    let width = bindings.map { SafeText.width(of: $0.label) }.max() ?? 0
    drawList(model, in: panel, y: inner.y) { frame, item, y in
      switch item {
      case .title(let text): frame.drawHeading(StyledText(text, .title), in: inner, y: y)
      case .binding(let index):
        let binding = bindings[index]
        frame.write(binding.label, x: inner.x + 2, y: y, style: .key)
        let x = inner.x + 2 + width + 2
        frame.write(model.helpLine(binding), x: x, y: y, columns: inner.maxX - x)
      default: break
      }
    }
  }
}

extension Model {
  /// What the key does, and why it cannot do it now.
  fileprivate func helpLine(_ binding: KeyBinding) -> StyledText {
    let reason: String? =
      switch binding.action {
      case .launch, .stop, .restart, .suspend, .checkHealth: objection(to: binding.action)
      default: nil
      }
    guard let reason else { return StyledText(binding.help) }
    return StyledText(binding.help, .muted) + StyledText("  " + reason, .warning)
  }
}
