import Canvas
import Environments

extension Frame {
  mutating func drawHealth(_ model: Model, in body: Rect) {
    let panel = Panel(rect: body)
    draw(panel, title: StyledText("health", .title))
    let inner = panel.inner
    let nameWidth = model.checkNameWidth
    drawList(model, in: panel, y: inner.y) { frame, item, y in
      switch item {
      case .environment(let index):
        frame.write(model.healthHeading(index), x: inner.x, y: y, columns: inner.width)
      case .check(let environment, let result):
        guard let result = model.checkResult(environment, result) else { return }
        frame.drawCheck(result, in: inner, y: y, nameWidth: nameWidth)
      case .note(let text):
        frame.write(text, .muted, x: inner.x + 2, y: y, columns: inner.width - 2)
      default: break
      }
    }
    let detail = model.checkDetail(columns: inner.width)
    drawDetail(model, in: panel, title: detail.title, lines: detail.lines)
  }

  private mutating func drawCheck(_ result: CheckResult, in inner: Rect, y: Int, nameWidth: Int) {
    let look = result.verdict.look
    write(look.sign, x: inner.x + 1, y: y, style: look.style)
    write(result.check.name, x: inner.x + 3, y: y, columns: nameWidth)
    var x = inner.x + 3 + nameWidth + 2
    write(look.word, look.style, x: x, y: y, columns: 9)
    x += 11
    let took = TimeWords.words(microseconds: result.tookMicroseconds)
    write(took, x: x + 7 - SafeText.width(of: took), y: y, style: .muted)
    x += 9
    write(result.reason, x: x, y: y, columns: inner.maxX - x)
  }
}

extension CheckResult.Verdict {
  var look: (sign: String, word: String, style: Style) {
    switch self {
    case .healthy: ("●", "healthy", .ok)
    case .done: ("✓", "done", .ok)
    case .unhealthy: ("✗", "unhealthy", .danger)
    case .unknown: ("?", "unknown", .warning)
    }
  }
}
