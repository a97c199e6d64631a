/// The results of one environment's checks in one round.
package struct HealthReport: Hashable, Sendable {
  package var environment: String
  package var results: [CheckResult]
  /// Seconds since 1970.
  package var startedAt: Int
  package var tookMilliseconds: Int
  /// Why nothing is known of what is to be checked; `nil` when it is known.
  package var unknownReason: String?
  /// What runs in the project without a declaration, one line for each.
  package var orphans: [String] = []

  package init(environment: String, results: [CheckResult], startedAt: Int, tookMilliseconds: Int) {
    self.environment = environment
    self.results = results
    self.startedAt = startedAt
    self.tookMilliseconds = tookMilliseconds
  }

  /// Whether there was at least one check, and all passed.
  package var isHealthy: Bool {
    unknownReason == nil && !results.isEmpty
      && results.allSatisfy { $0.verdict == .healthy || $0.verdict == .done }
  }
}

extension HealthReport {
  /// The headline, and one line for each check.
  package var text: String { lines.joined(separator: "\n") }

  package var lines: [String] { lines { $0 } }

  /// - Parameter shown: what is shown of the text of a cell.
  package func lines(shown: (String) -> String) -> [String] {
    let times = results.map { Span.milliseconds($0.tookMicroseconds).count }.max() ?? 0
    return [headline]
      + Columns.lines(
        results.map { result in
          [
            shown("  \(result.check.name)"), result.verdict.word.padded(to: 9),
            Span.milliseconds(result.tookMicroseconds).flushRight(to: times),
            shown(result.reason),
          ]
        })
      + orphans.map { "  \($0.spelledOut)" }
  }

  /// Such as `dev is healthy: 2 of 2 checks pass, 41 ms`.
  package var headline: String {
    if let unknownReason {
      return "\(environment) is unknown: \(unknownReason.spelledOut)"
    }
    guard !results.isEmpty else { return "\(environment) has nothing to check" }
    let passed = results.count { $0.verdict == .healthy || $0.verdict == .done }
    let verdict = isHealthy ? "is healthy" : "is not healthy"
    let noun = results.count == 1 ? "check passes" : "checks pass"
    return
      "\(environment) \(verdict): \(passed) of \(results.count) \(noun), \(tookMilliseconds) ms"
  }
}

extension CheckResult.Verdict {
  /// Also the word in the JSON output.
  package var word: String {
    switch self {
    case .healthy: "healthy"
    case .done: "done"
    case .unhealthy: "unhealthy"
    case .unknown: "unknown"
    }
  }
}

extension HealthReport {
  /// The document that `triptych health --format json` prints.
  package static func json(of reports: [HealthReport]) -> String {
    JSONValue.object([
      "schema_version": .integer(1),
      "environments": .array(reports.map { $0.jsonValue { _ in nil } }),
    ]).text
  }

  /// One round of `triptych health --watch --format json`, on one line.
  ///
  /// - Parameter history: returns the history of a check.
  package static func line(
    of reports: [HealthReport], round: Int, at: Int,
    history: (_ environment: String, _ check: String) -> CheckHistory?
  ) -> String {
    JSONValue.object([
      "schema_version": .integer(1), "round": .integer(round), "at": .integer(at),
      "environments": .array(
        reports.map { report in report.jsonValue { history(report.environment, $0) } }),
    ]).line
  }

  /// Unknown when nothing is known of any check, or of what is to be checked.
  private var state: String {
    if isHealthy { return "healthy" }
    let isUnknown = unknownReason != nil || results.allSatisfy { $0.verdict == .unknown }
    return isUnknown ? "unknown" : "unhealthy"
  }

  private func jsonValue(_ history: (_ check: String) -> CheckHistory?) -> JSONValue {
    .object([
      "environment": .string(environment),
      "healthy": .bool(isHealthy),
      "state": .string(state),
      "reason": unknownReason.map { .string($0) } ?? .null,
      "checks": .array(results.map { $0.jsonValue(history($0.check.name)) }),
      "orphans": .array(orphans.map { .string($0) }),
    ])
  }
}

extension CheckResult {
  fileprivate func jsonValue(_ history: CheckHistory?) -> JSONValue {
    let phases = phases.map { ($0.name, Self.milliseconds($0.microseconds)) }
    var members: [String: JSONValue] = [
      "name": .string(check.name),
      "verdict": .string(verdict.word),
      "reason": .string(reason),
      "took_ms": Self.milliseconds(tookMicroseconds),
      "phases": .object(Dictionary(phases, uniquingKeysWith: { _, last in last })),
    ]
    if let history, let streak = history.streak {
      members["streak"] = .object([
        "state": .string(streak.kind.rawValue), "count": .integer(streak.count),
        "since": .integer(streak.since),
      ])
      members["flapping"] = .bool(history.isFlapping)
    }
    return .object(members)
  }

  private static func milliseconds(_ microseconds: Int) -> JSONValue {
    .decimal(Double(microseconds) / 1000)
  }
}
