import Canvas
import Environments

extension Frame {
  /// One check: how it fares, its results from the newest on, and what its last probe was told.
  mutating func drawCheckHistory(
    of check: String, in environment: String, _ model: Model, in body: Rect
  ) {
    let panel = Panel(rect: body)
    draw(panel, title: model.checkTitle(environment, check))
    let inner = panel.inner
    let summary = model.checkSummary(environment, check, columns: inner.width)
    for (row, line) in summary.prefix(model.headingHeight).enumerated() {
      write(line, x: inner.x, y: inner.y + row, columns: inner.width)
    }
    drawList(model, in: panel, y: inner.y + model.headingHeight) { frame, item, y in
      switch item {
      case .pastResult(let index):
        guard let entry = model.pastResult(index) else { return }
        frame.drawPastResult(entry, model, in: inner, y: y)
      case .note(let text):
        frame.write(text, .muted, x: inner.x + 2, y: y, columns: inner.width - 2)
      default: break
      }
    }
    let detail = model.lastProbe(environment, check, columns: inner.width)
    drawDetail(model, in: panel, title: detail.title, lines: detail.lines)
  }

  private mutating func drawPastResult(
    _ entry: CheckHistory.Entry, _ model: Model, in inner: Rect, y: Int
  ) {
    let time = CivilTime(entry.at, utcOffsetMinutes: model.clock?.utcOffsetMinutes ?? 0)
    write(time.timeOfDay, .muted, x: inner.x + 1, y: y, columns: 8)
    let appearance = entry.verdict.appearance
    write(appearance.sign, x: inner.x + 11, y: y, style: appearance.style)
    write(entry.verdict.word, appearance.style, x: inner.x + 13, y: y, columns: 9)
    let took = Span.words(microseconds: entry.tookMicroseconds)
    write(took, x: inner.x + 31 - SafeText.width(of: took), y: y, style: .muted)
    write(entry.reason, x: inner.x + 33, y: y, columns: inner.width - 33)
  }
}

extension Model {
  /// Such as `prod · api-live · failing 3 in a row since 14:02 · watching`.
  fileprivate func checkTitle(_ environment: String, _ check: String) -> StyledText {
    var title = StyledText("\(environment) · \(check)", .title)
    if let history = shownHistory, let now = clock?.now, let last = history.entries.last {
      let words = history.text(now: now, utcOffsetMinutes: clock?.utcOffsetMinutes ?? 0)
      title +=
        StyledText(" · ", .muted)
        + StyledText(words, history.isFlapping ? .warning : last.verdict.appearance.style)
    }
    let record = health[environment]
    if record?.running.contains(check) == true { title += StyledText(" · checking…", .info) }
    if watched.contains(environment) { title += StyledText(" · watching", .info) }
    return title
  }

  /// What the list stands below, the most important first.
  fileprivate func checkSummary(
    _ environment: String, _ check: String, columns: Int
  ) -> [StyledText] {
    guard let history = shownHistory else { return [] }
    let declared = declaredCheck(environment, check)
    let latency = Latency(history).map {
      $0.parts.joined(separator: " · ") + " of \($0.count)"
    }
    let changes = history.changeCount == 1 ? "1 change" : "\(history.changeCount) changes"
    return [
      StyledText("latency  ", .muted) + StyledText(latency ?? "nothing passed yet")
        + StyledText(" · " + changes, .muted),
      Sparkline.line(history, columns: columns),
      StyledText(declared?.probe.words ?? "", .muted),
      StyledText(declared?.terms ?? "", .muted),
    ]
  }

  /// What the last probe was told.
  fileprivate func lastProbe(
    _ environment: String, _ check: String, columns: Int
  ) -> (title: String, lines: [StyledText]) {
    guard let result = lastResult(environment, check) else { return ("", []) }
    var lines = Wrap.lines(result.reason, columns: columns)
      .map { StyledText($0, result.verdict.appearance.style) }
    if !result.phases.isEmpty {
      let phases = result.phases.map {
        "\($0.name) \(Span.words(microseconds: $0.microseconds))"
      }
      lines.append(StyledText(phases.joined(separator: " · "), .muted))
    }
    return ("the last probe", lines + result.evidence.map { StyledText($0) })
  }
}

extension Check {
  /// Such as `at most 2 s, every 10 s while watched`.
  fileprivate var terms: String {
    "at most \(Span.words(microseconds: timeoutMilliseconds * 1000)), every "
      + "\(Span.words(seconds: intervalSeconds)) while watched"
  }
}
