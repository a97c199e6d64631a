import Canvas
import Environments

extension Frame {
  mutating func drawProblems(_ model: Model, in body: Rect) {
    let panel = Panel(rect: body)
    let count = model.configuration.problems.count
    let noun = count == 1 ? "problem" : "problems"
    let title = StyledText("\(count == 0 ? "no" : "\(count)") \(noun)", .title)
    draw(panel, title: title + model.arrangementTitle)
    let inner = panel.inner
    drawList(model, in: panel, y: inner.y) { frame, item, y in
      switch item {
      case .title(let text): frame.drawHeading(StyledText(text, .title), in: inner, y: y)
      case .note(let text): frame.write(text, .muted, x: inner.x + 2, y: y, columns: inner.width)
      case .problem(let index):
        frame.write(
          model.configuration.problems[index].line, x: inner.x + 1, y: y, columns: inner.width - 1)
      default: break
      }
    }
    let detail = model.problemDetail(columns: inner.width)
    drawDetail(model, in: panel, title: detail.title, lines: detail.lines)
  }
}

extension Model {
  /// The selected problem in full, with its hint and its other side.
  fileprivate func problemDetail(columns: Int) -> (title: String, lines: [StyledText]) {
    switch selection {
    case .problem(let index):
      let problem = configuration.problems[index]
      var lines = Wrap.lines(problem.message, columns: columns).map { StyledText($0) }
      if let hint = problem.hint {
        lines += Wrap.lines("hint: " + hint, columns: columns, indent: "      ")
          .map { StyledText($0, .info) }
      }
      lines += problem.related.map { StyledText("see: \($0)", .muted) }
      return (problem.location?.description ?? problem.code, lines)
    default: return ("", [])
    }
  }
}

extension Diagnostic {
  /// One line of the list: sign, code, place and message.
  fileprivate var line: StyledText {
    let appearance: (String, Style) = severity == .error ? ("✗", .danger) : ("▲", .warning)
    let place = location.map { "\($0.file):\($0.line) " } ?? ""
    return StyledText(appearance.0 + " ", appearance.1) + StyledText(code + "  ", appearance.1)
      + StyledText(message) + StyledText("  " + place, .muted)
  }
}
