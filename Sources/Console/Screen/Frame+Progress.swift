import Canvas
import Environments

extension Frame {
  /// Draws a panel across the screen: a line for each service, the last line of Compose, and the elapsed time.
  mutating func drawProgress(_ context: ViewContext, in rect: Rect) {
    guard let running = context.shownOperation else { return }
    let panel = Panel(rect: rect, role: .info)
    draw(
      panel, title: context.progressTitle(running),
      hint: "\(context.keys.name(of: .interrupt)) cancels"
    )
    let inner = panel.inner
    let lines = running.linesToShow(inner.height - 1)
    let width = lines.map { SafeText.width(of: $0.service) }.max() ?? 0
    for (index, line) in lines.enumerated() {
      let appearance = line.phase.appearance
      write(appearance.sign, x: inner.x, y: inner.y + index, style: appearance.style)
      let end = write(
        line.service, .text, x: inner.x + 2, y: inner.y + index, columns: inner.width / 3)
      let x = max(end, inner.x + 2 + min(width, inner.width / 3)) + 2
      write(appearance.text, appearance.style, x: x, y: inner.y + index, columns: inner.maxX - x)
    }
    write(running.message, .muted, x: inner.x, y: inner.maxY - 1, columns: inner.width)
  }
}

extension ViewContext {
  fileprivate func progressTitle(_ running: OperationProgress) -> StyledText {
    var title = StyledText("\(running.verb.rawValue) of \(running.environment)", .title)
    title += StyledText(" · \(running.count) done", .muted)
    if let now = clock?.now, running.startedAt > 0 {
      title += StyledText(" · \(Span.stopwatch(seconds: now - running.startedAt))", .info)
    }
    let others = world.operations.filter { $0.environment != running.environment }
    guard !others.isEmpty else { return title }
    return title
      + StyledText(" · also " + others.map(\.environment).joined(separator: ", "), .muted)
  }
}

extension OperationProgress {
  /// The most important lines that fit: failures and work, then waiting lines, then finished ones.
  fileprivate func linesToShow(_ height: Int) -> [Line] {
    guard lines.count > height else { return lines }
    let sorted = lines.enumerated().sorted {
      ($0.element.phase.urgency, $0.offset) < ($1.element.phase.urgency, $1.offset)
    }
    return sorted.prefix(max(0, height)).map(\.element)
  }
}

extension OperationProgress.Phase {
  fileprivate var urgency: Int {
    switch self {
    case .failed: 0
    case .working: 1
    case .waiting: 2
    case .done: 3
    }
  }

  fileprivate var appearance: (sign: String, text: String, style: Style) {
    switch self {
    case .waiting: ("○", "waiting", .muted)
    case .working(let words): ("▲", words, .warning)
    case .done(let words): ("●", words, .ok)
    case .failed(let words): ("✗", words, .danger)
    }
  }
}
