import Canvas
import Environments

/// The checks of the focused environments with latency, history and streak.
struct HealthView: FaultListView {
  enum Row: ViewRow {
    case environment(Int)
    /// A check, by its position in the environment's report.
    case check(environment: Int, result: Int)
    case note(String)
    case blank

    var isSelectable: Bool { if case .check = self { true } else { false } }
    var countedRows: Int { isSelectable ? 1 : 0 }
  }

  var list = RowList<Row>()
  var total = 0
  var filter = ""
  var onlyFaults = false

  var id: ViewID { .health }
  var keyContext: KeyContext { .health }
  var name: String? { "health" }
  func focusChange(_ context: ViewContext) -> FocusChange { .otherRows }

  func rows(_ context: ViewContext) -> [Row] {
    var rows: [Row] = []
    for index in context.focused where context.columns.contains(index) {
      if !rows.isEmpty { rows.append(.blank) }
      rows.append(.environment(index))
      guard let report = context.world.health[context.environments[index].name]?.report else {
        rows.append(.note(note(context.environments[index], context)))
        continue
      }
      rows += report.results.indices
        .filter { matches(report.results[$0].check.name + "\n" + report.results[$0].reason) }
        .filter { !onlyFaults || report.results[$0].verdict.isFault }
        .map { .check(environment: index, result: $0) }
    }
    return rows
  }

  func total(_ context: ViewContext) -> Int {
    context.focused.reduce(0) {
      $0 + (context.world.health[context.environments[$1].name]?.report?.results.count ?? 0)
    }
  }

  func rowID(of row: Row, _ context: ViewContext) -> RowID? {
    guard case .check(let environment, let result) = row else { return nil }
    return context.world.result(result, of: environment).map {
      .check(environment: context.environments[environment].name, name: $0.check.name)
    }
  }

  /// Whether a report is so young that its age changes every second.
  func needsSeconds(_ context: ViewContext) -> Bool {
    let youngest = (context.clock?.now ?? 0) - 60
    return context.world.health.values.contains { ($0.report?.startedAt ?? 0) > youngest }
  }

  private func note(_ environment: Environment, _ context: ViewContext) -> String {
    if environment.effectiveChecks.isEmpty { return "It has no checks and no services." }
    return context.world.health[environment.name]?.isChecking == true
      ? "The checks are running."
      : "Not checked yet; \(context.keys.name(of: .checkHealth)) checks it."
  }

  private func selectedResult(_ context: ViewContext) -> (environment: String, CheckResult)? {
    guard case .check(let environment, let result) = list.selection,
      let result = context.world.result(result, of: environment)
    else { return nil }
    return (context.environments[environment].name, result)
  }

  func opening(_ context: ViewContext) -> Opening? {
    selectedResult(context).map {
      .view(.check(environment: $0.environment, check: $0.1.check.name))
    }
  }

  func location(_ context: ViewContext) -> Location? {
    selectedResult(context)?.1.check.location
  }

  func copiedText(_ context: ViewContext) -> CopiedText? {
    selectedResult(context).map { .text($0.1.reason) }
  }
}

extension HealthView {
  func draw(into frame: inout Frame, in body: Rect, _ context: ViewContext) {
    let panel = Panel(rect: body)
    frame.draw(panel, title: title(context))
    let inner = panel.inner
    let nameWidth = checkNameWidth(context)
    if context.environments.isEmpty {
      frame.write(
        context.noEnvironments, .muted, x: inner.x, y: inner.y, columns: inner.width)
    }
    frame.drawList(of: self, context, in: panel, y: inner.y) { frame, row, y in
      switch row {
      case .environment(let index): frame.drawHeading(heading(index, context), in: inner, y: y)
      case .check(let environment, let result):
        frame.drawCheck(environment, result, context, in: inner, y: y, nameWidth: nameWidth)
      case .note(let text):
        frame.write(text, .muted, x: inner.x + 2, y: y, columns: inner.width - 2)
      case .blank: break
      }
    }
    let detail = detail(context, columns: inner.width)
    frame.drawDetail(
      height: detailHeight(context.size), in: panel, title: detail.title, lines: detail.lines)
  }

  /// Such as `1 healthy · 1 unhealthy · 1 checking`.
  private func title(_ context: ViewContext) -> StyledText {
    let world = context.world
    let names = context.focused.map { context.environments[$0].name }
    let records = names.compactMap { world.health[$0] }
    let reports = records.compactMap(\.report)
    let counts = [
      (reports.count(where: \.isHealthy), "healthy", Style.ok),
      (reports.count { !$0.isHealthy }, "not healthy", .danger),
      (records.count(where: \.isChecking), "checking", .info),
    ]
    var title = StyledText("health", .title)
    for (count, word, style) in counts where count > 0 {
      title += StyledText(" · ", .muted) + StyledText("\(count) \(word)", style)
    }
    if onlyFaults { title += StyledText(" · only faults · " + tally.words, .info) }
    let watching = names.count(where: world.watched.contains)
    guard watching > 0 else { return title }
    let words = watching == names.count ? "watching" : "watching \(watching)"
    return title + StyledText(" · ", .muted) + StyledText(words, .info)
  }

  private func checkNameWidth(_ context: ViewContext) -> Int {
    let names = context.focused
      .flatMap { context.world.health[context.environments[$0].name]?.report?.results ?? [] }
      .map { SafeText.width(of: $0.check.name) }
    return max(8, min(names.max() ?? 0, context.size.columns / 4))
  }

  /// Such as `1 dev · healthy · 3 checks in 42 ms · 12 s ago`.
  private func heading(_ index: Int, _ context: ViewContext) -> StyledText {
    let environment = context.environments[index]
    let record = context.world.health[environment.name]
    var line = StyledText("\(index + 1) \(environment.name)", .title)
    if let report = record?.report {
      line += report.verdictWords + StyledText(" · " + report.counts, .muted)
      if let now = context.clock?.now, record?.isChecking == false {
        line += StyledText(" · \(Span.words(seconds: now - report.startedAt)) ago", .muted)
      }
    }
    if record?.isChecking == true { line += StyledText(" · checking…", .info) }
    if context.world.watched.contains(environment.name) { line += StyledText(" · watching", .info) }
    return line
  }

  /// The details of the selected check: its request, the duration of each phase, and the reason why it fails.
  private func detail(_ context: ViewContext, columns: Int) -> (title: String, lines: [StyledText])
  {
    guard let (environment, result) = selectedResult(context) else { return ("", []) }
    var lines = Wrap.lines(result.reason, columns: columns).map { StyledText($0) }
    if !result.phases.isEmpty {
      let phases = result.phases.map {
        "\($0.name) \(Span.words(microseconds: $0.microseconds))"
      }
      lines.append(StyledText(phases.joined(separator: " · "), .muted))
    }
    if let told = result.evidence.first { lines.append(StyledText(told)) }
    lines.append(StyledText(result.check.probe.words, .muted))
    if let location = result.check.location { lines.append(StyledText("\(location)", .muted)) }
    return ("\(environment) · \(result.check.name)", lines)
  }
}

extension Frame {
  /// Draws sign, name, latency, sparkline and streak, and the reason where it fits.
  fileprivate mutating func drawCheck(
    _ environment: Int, _ index: Int, _ context: ViewContext, in inner: Rect, y: Int, nameWidth: Int
  ) {
    guard let result = context.world.result(index, of: environment) else { return }
    let appearance = result.verdict.appearance
    write(appearance.sign, x: inner.x + 1, y: y, style: appearance.style)
    write(result.check.name, x: inner.x + 3, y: y, columns: nameWidth)
    var x = inner.x + 3 + nameWidth + 2
    let took = Span.words(microseconds: result.tookMicroseconds)
    write(took, x: x + 7 - SafeText.width(of: took), y: y, style: .muted)
    x += 9
    let columns = context.sparklineWidth
    if let history = context.history(environment, result.check.name) {
      let line = Sparkline.line(history, columns: columns)
      write(line, x: x + columns - line.width, y: y, columns: columns)
    }
    x += columns + 2
    write(context.words(environment, result), x: x, y: y, columns: inner.maxX - x)
  }
}

extension ViewContext {
  /// The width of the sparklines.
  fileprivate var sparklineWidth: Int { size.columns >= 160 ? 40 : size.columns >= 100 ? 20 : 10 }

  fileprivate func history(_ environment: Int, _ check: String) -> CheckHistory? {
    world.health[environments[environment].name]?.histories[check]
  }

  /// The streak and the reason, such as `failing 3 in a row since 14:02 · status 503, expected 200`.
  fileprivate func words(_ environment: Int, _ result: CheckResult) -> StyledText {
    let reason = StyledText(result.reason)
    guard let history = history(environment, result.check.name), let now = clock?.now else {
      return reason
    }
    let words = history.text(now: now, utcOffsetMinutes: clock?.utcOffsetMinutes ?? 0)
    let style: Style = history.isFlapping ? .warning : result.verdict.appearance.style
    return StyledText(words, style) + StyledText(" · ", .muted) + reason
  }
}

extension HealthReport {
  fileprivate var verdictWords: StyledText {
    if isHealthy { return StyledText(" · ", .muted) + StyledText("healthy", .ok) }
    let isKnown = results.contains { $0.verdict == .unhealthy }
    return StyledText(" · ", .muted)
      + (isKnown ? StyledText("unhealthy", .danger) : StyledText("unknown", .warning))
  }

  /// Such as `3 checks in 42 ms`.
  fileprivate var counts: String {
    let noun = results.count == 1 ? "check" : "checks"
    return "\(results.count) \(noun) in \(Span.words(microseconds: tookMilliseconds * 1000))"
  }
}

extension Check.Probe {
  /// The request of the check and its target.
  var words: String {
    switch self {
    case .http(let url, let statuses, let body, let ca):
      "GET \(url), expects \(statuses.map(String.init).joined(separator: " or "))"
        + (body.map { " and a body with \($0)" } ?? "") + (ca.map { ", trusts \($0)" } ?? "")
    case .tcp(let host, let port): "connects to \(host):\(port)"
    case .container(let service): "the containers of \(service)"
    }
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

  fileprivate var isFault: Bool { self == .unhealthy || self == .unknown }
}
