import Canvas
import Environments

extension Model {
  /// Such as `1 healthy · 1 unhealthy · 1 checking`.
  var healthTitle: StyledText {
    let names = focused.map { environments[$0].name }
    let records = names.compactMap { health[$0] }
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
    title += arrangementTitle
    let watching = names.count(where: watched.contains)
    guard watching > 0 else { return title }
    let words = watching == names.count ? "watching" : "watching \(watching)"
    return title + StyledText(" · ", .muted) + StyledText(words, .info)
  }

  var checkNameWidth: Int {
    let names = focused.flatMap { health[environments[$0].name]?.report?.results ?? [] }
      .map { SafeText.width(of: $0.check.name) }
    return max(8, min(names.max() ?? 0, size.columns / 4))
  }

  /// Such as `1 dev · healthy · 3 checks in 42 ms · 12 s ago`.
  func healthHeading(_ index: Int) -> StyledText {
    let environment = environments[index]
    let record = health[environment.name]
    var line = StyledText("\(index + 1) \(environment.name)", .title)
    if let report = record?.report {
      line += verdict(report) + StyledText(" · " + report.counts, .muted)
      if let now = clock?.now, record?.isChecking == false {
        line += StyledText(" · \(Span.words(seconds: now - report.startedAt)) ago", .muted)
      }
    }
    if record?.isChecking == true { line += StyledText(" · checking…", .info) }
    if watched.contains(environment.name) { line += StyledText(" · watching", .info) }
    return line
  }

  /// How wide the sparklines are.
  var sparklineWidth: Int { size.columns >= 160 ? 40 : size.columns >= 100 ? 20 : 10 }

  func history(_ environment: Int, _ check: String) -> CheckHistory? {
    health[environments[environment].name]?.histories[check]
  }

  /// The streak and the reason, such as `failing 3 in a row since 14:02 · status 503, expected 200`.
  func checkWords(_ environment: Int, _ result: CheckResult) -> StyledText {
    let reason = StyledText(result.reason)
    guard let history = history(environment, result.check.name), let now = clock?.now else {
      return reason
    }
    let words = history.text(now: now, utcOffsetMinutes: clock?.utcOffsetMinutes ?? 0)
    let style: Style = history.isFlapping ? .warning : result.verdict.appearance.style
    return StyledText(words, style) + StyledText(" · ", .muted) + reason
  }

  private func verdict(_ report: HealthReport) -> StyledText {
    if report.isHealthy { return StyledText(" · ", .muted) + StyledText("healthy", .ok) }
    let isKnown = report.results.contains { $0.verdict == .unhealthy }
    return StyledText(" · ", .muted)
      + (isKnown ? StyledText("unhealthy", .danger) : StyledText("unknown", .warning))
  }

  /// The selected check in full: what it asks, how long each phase took, and why it fails.
  func checkDetail(columns: Int) -> (title: String, lines: [StyledText]) {
    guard case .check(let environment, let index) = selection,
      let result = checkResult(environment, index)
    else { return ("", []) }
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
    return ("\(environments[environment].name) · \(result.check.name)", lines)
  }
}

extension HealthReport {
  /// Such as `3 checks in 42 ms`.
  fileprivate var counts: String {
    let noun = results.count == 1 ? "check" : "checks"
    return "\(results.count) \(noun) in \(Span.words(microseconds: tookMilliseconds * 1000))"
  }
}

extension Check.Probe {
  /// What is asked of whom.
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
