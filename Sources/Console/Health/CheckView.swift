import Canvas
import Environments

/// One check: its state, its results from the newest on, and the evidence of its last probe.
struct CheckView: ListView {
  enum Row: ViewRow {
    /// A past result, counted from the newest.
    case pastResult(Int)
    case note(String)

    var isSelectable: Bool { if case .pastResult = self { true } else { false } }
    var countedRows: Int { 0 }
  }

  let environment: String
  let check: String
  var list = RowList<Row>()
  var total = 0

  init(environment: String, check: String) {
    self.environment = environment
    self.check = check
  }

  var id: ViewID { .check(environment: environment, check: check) }
  var keyContext: KeyContext { .check }
  var name: String? { "\(environment) \(check)" }
  var filter: String { "" }
  mutating func narrow(to filter: String) {}
  func headingHeight(_ context: ViewContext) -> Int { context.size.rows >= 20 ? 4 : 2 }
  func detailHeight(_ size: Size) -> Int { size.rows >= 40 ? 14 : size.rows >= 20 ? 7 : 3 }

  func rows(_ context: ViewContext) -> [Row] {
    let entries = history(context)?.entries ?? []
    return entries.isEmpty
      ? [.note("Not checked yet; c checks it.")] : entries.indices.map(Row.pastResult)
  }

  private func history(_ context: ViewContext) -> CheckHistory? {
    context.world.health[environment]?.histories[check]
  }

  private func lastResult(_ context: ViewContext) -> CheckResult? {
    context.world.health[environment]?.report?.results.first { $0.check.name == check }
  }

  private func declared(_ context: ViewContext) -> Check? {
    context.environments.first { $0.name == environment }?
      .effectiveChecks.first { $0.name == check } ?? lastResult(context)?.check
  }

  /// A result, counted from the newest.
  private func pastResult(_ index: Int, _ context: ViewContext) -> CheckHistory.Entry? {
    guard let entries = history(context)?.entries, index < entries.count else { return nil }
    return entries[entries.count - 1 - index]
  }

  /// Keeps the row that the operator reads in place when a new result appears above it.
  mutating func makeRoomForNewest() {
    guard list.cursor.row > 0 else { return }
    list.cursor.row = min(list.cursor.row + 1, list.count - 1)
    list.cursor.top += 1
  }

  func location(_ context: ViewContext) -> Location? { declared(context)?.location }

  func copiedText(_ context: ViewContext) -> CopiedText? {
    guard case .pastResult(let index) = list.selection else { return nil }
    return pastResult(index, context).map { .text($0.reason) }
  }
}

extension CheckView {
  func draw(into frame: inout Frame, in body: Rect, _ context: ViewContext) {
    let panel = Panel(rect: body)
    frame.draw(panel, title: title(context))
    let inner = panel.inner
    let height = headingHeight(context)
    let summary = summary(context, columns: inner.width)
    for (row, line) in summary.prefix(height).enumerated() {
      frame.write(line, x: inner.x, y: inner.y + row, columns: inner.width)
    }
    frame.drawList(of: self, context, in: panel, y: inner.y + height) { frame, row, y in
      switch row {
      case .pastResult(let index):
        guard let entry = pastResult(index, context) else { return }
        frame.drawPastResult(entry, context, in: inner, y: y)
      case .note(let text):
        frame.write(text, .muted, x: inner.x + 2, y: y, columns: inner.width - 2)
      }
    }
    let probe = lastProbe(context, columns: inner.width)
    frame.drawDetail(
      height: detailHeight(context.size), in: panel, title: probe.isEmpty ? "" : "the last probe",
      lines: probe)
  }

  /// Such as `prod · api-live · failing 3 in a row since 14:02 · watching`.
  private func title(_ context: ViewContext) -> StyledText {
    var title = StyledText("\(environment) · \(check)", .title)
    if let history = history(context), let now = context.clock?.now, let last = history.entries.last
    {
      let words = history.text(now: now, utcOffsetMinutes: context.clock?.utcOffsetMinutes ?? 0)
      title +=
        StyledText(" · ", .muted)
        + StyledText(words, history.isFlapping ? .warning : last.verdict.appearance.style)
    }
    let record = context.world.health[environment]
    if record?.running.contains(check) == true { title += StyledText(" · checking…", .info) }
    if context.world.watched.contains(environment) { title += StyledText(" · watching", .info) }
    return title
  }

  /// The lines above the list, the most important first.
  private func summary(_ context: ViewContext, columns: Int) -> [StyledText] {
    guard let history = history(context) else { return [] }
    let declared = declared(context)
    let latency = Latency(history).map {
      $0.parts.joined(separator: " · ") + " of \($0.count)"
    }
    let changes = history.changeCount == 1 ? "1 change" : "\(history.changeCount) changes"
    return [
      StyledText("latency  ", .muted) + StyledText(latency ?? "no check has passed yet")
        + StyledText(" · " + changes, .muted),
      Sparkline.line(history, columns: columns),
      StyledText(declared?.probe.words ?? "", .muted),
      StyledText(declared?.terms ?? "", .muted),
    ]
  }

  /// The evidence of the last probe.
  private func lastProbe(_ context: ViewContext, columns: Int) -> [StyledText] {
    guard let result = lastResult(context) else { return [] }
    var lines = Wrap.lines(result.reason, columns: columns)
      .map { StyledText($0, result.verdict.appearance.style) }
    if !result.phases.isEmpty {
      let phases = result.phases.map {
        "\($0.name) \(Span.words(microseconds: $0.microseconds))"
      }
      lines.append(StyledText(phases.joined(separator: " · "), .muted))
    }
    return lines + result.evidence.map { StyledText($0) }
  }
}

extension Frame {
  fileprivate mutating func drawPastResult(
    _ entry: CheckHistory.Entry, _ context: ViewContext, in inner: Rect, y: Int
  ) {
    let time = CivilTime(entry.at, utcOffsetMinutes: context.clock?.utcOffsetMinutes ?? 0)
    write(time.timeOfDay, .muted, x: inner.x + 1, y: y, columns: 8)
    let appearance = entry.verdict.appearance
    write(appearance.sign, x: inner.x + 11, y: y, style: appearance.style)
    write(entry.verdict.word, appearance.style, x: inner.x + 13, y: y, columns: 9)
    let took = Span.words(microseconds: entry.tookMicroseconds)
    write(took, x: inner.x + 31 - SafeText.width(of: took), y: y, style: .muted)
    write(entry.reason, x: inner.x + 33, y: y, columns: inner.width - 33)
  }
}

extension Check {
  /// Such as `at most 2 s, every 10 s while watched`.
  fileprivate var terms: String {
    "at most \(Span.words(microseconds: timeoutMilliseconds * 1000)), every "
      + "\(Span.words(seconds: intervalSeconds)) while watched"
  }
}
