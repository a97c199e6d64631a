extension HealthReport {
  /// A sentence and one line for each check.
  package var text: String { lines.joined(separator: "\n") }

  package var lines: [String] {
    let times = results.map { Span.milliseconds($0.tookMicroseconds).count }.max() ?? 0
    return [headline]
      + Columns.lines(
        results.map { result in
          [
            "  \(result.check.name)", result.verdict.word.padded(to: 9),
            Span.milliseconds(result.tookMicroseconds).flushRight(to: times), result.reason,
          ]
        })
  }

  /// Such as `dev is healthy: 2 of 2 checks pass, 41 ms`.
  package var headline: String {
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
