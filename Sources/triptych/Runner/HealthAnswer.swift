import Environments

/// The result of checking environments.
struct HealthAnswer: Sendable {
  var reports: [HealthReport]
  /// Whether an engine that a check needed did not answer.
  var lacksEngine: Bool

  /// Whether every check of every environment passed.
  var isHealthy: Bool { reports.allSatisfy(\.isHealthy) }
}
