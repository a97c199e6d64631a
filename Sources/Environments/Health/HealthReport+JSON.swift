extension HealthReport {
  /// The document that `triptych health --format json` prints.
  package static func json(of reports: [HealthReport]) -> String {
    JSONValue.object([
      "schema_version": .integer(1),
      "environments": .array(reports.map(\.jsonValue)),
    ]).text
  }

  private var jsonValue: JSONValue {
    .object([
      "environment": .string(environment),
      "healthy": .bool(isHealthy),
      "checks": .array(results.map(\.jsonValue)),
    ])
  }
}

extension CheckResult {
  fileprivate var jsonValue: JSONValue {
    let phases = phases.map { ($0.name, Self.milliseconds($0.microseconds)) }
    return .object([
      "name": .string(check.name),
      "verdict": .string(verdict.word),
      "reason": .string(reason),
      "took_ms": Self.milliseconds(tookMicroseconds),
      "phases": .object(Dictionary(phases, uniquingKeysWith: { _, last in last })),
    ])
  }

  private static func milliseconds(_ microseconds: Int) -> JSONValue {
    .decimal(Double(microseconds) / 1000)
  }
}
