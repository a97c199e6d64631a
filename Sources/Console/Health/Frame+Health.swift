import Canvas
import Environments

extension Frame {
  mutating func drawHealth(_ model: Model, in body: Rect) {
    let panel = Panel(rect: body)
    draw(panel, title: model.healthTitle)
    let inner = panel.inner
    let nameWidth = model.checkNameWidth
    if model.environments.isEmpty {
      let text = model.hasLoaded ? Model.noEnvironments : "Reading…"
      write(text, .muted, x: inner.x, y: inner.y, columns: inner.width)
    }
    drawList(model, in: panel, y: inner.y) { frame, item, y in
      switch item {
      case .environment(let index):
        frame.drawHeading(model.healthHeading(index), in: inner, y: y)
      case .check(let environment, let result):
        frame.drawCheck(model, environment, result, in: inner, y: y, nameWidth: nameWidth)
      case .note(let text):
        frame.write(text, .muted, x: inner.x + 2, y: y, columns: inner.width - 2)
      default: break
      }
    }
    let detail = model.checkDetail(columns: inner.width)
    drawDetail(model, in: panel, title: detail.title, lines: detail.lines)
  }

  /// Sign, name, latency, its sparkline, the streak, and the reason where there is room.
  private mutating func drawCheck(
    _ model: Model, _ environment: Int, _ index: Int, in inner: Rect, y: Int, nameWidth: Int
  ) {
    guard let result = model.checkResult(environment, index) else { return }
    let appearance = result.verdict.appearance
    write(appearance.sign, x: inner.x + 1, y: y, style: appearance.style)
    write(result.check.name, x: inner.x + 3, y: y, columns: nameWidth)
    var x = inner.x + 3 + nameWidth + 2
    let took = Span.words(microseconds: result.tookMicroseconds)
    write(took, x: x + 7 - SafeText.width(of: took), y: y, style: .muted)
    x += 9
    let columns = model.sparklineWidth
    if let history = model.history(environment, result.check.name) {
      let line = Sparkline.line(history, columns: columns)
      write(line, x: x + columns - line.width, y: y, columns: columns)
    }
    x += columns + 2
    write(model.checkWords(environment, result), x: x, y: y, columns: inner.maxX - x)
  }
}

extension CheckResult.Verdict {
  var appearance: (sign: String, style: Style) {
    switch self {
    case .healthy: ("●", .ok)
    case .done: ("✓", .ok)
    case .unhealthy: ("✗", .danger)
    case .unknown: ("?", .warning)
    }
  }
}
