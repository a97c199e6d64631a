/// The checks of one environment, once.
package struct HealthReport: Hashable, Sendable {
  package var environment: String
  package var results: [CheckResult]
  /// Seconds since 1970.
  package var startedAt: Int
  package var tookMilliseconds: Int

  package init(environment: String, results: [CheckResult], startedAt: Int, tookMilliseconds: Int) {
    self.environment = environment
    self.results = results
    self.startedAt = startedAt
    self.tookMilliseconds = tookMilliseconds
  }

  /// Every check passed, and there was at least one.
  package var isHealthy: Bool {
    !results.isEmpty && results.allSatisfy { $0.verdict == .healthy || $0.verdict == .done }
  }
}
