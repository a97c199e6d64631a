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
  /// - Parameter history: of a check, by its environment's name and its own.
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

  private func jsonValue(_ history: (_ check: String) -> CheckHistory?) -> JSONValue {
    .object([
      "environment": .string(environment),
      "healthy": .bool(isHealthy),
      "checks": .array(results.map { $0.jsonValue(history($0.check.name)) }),
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
