import Environments

/// What checking environments gave.
struct HealthAnswer: Sendable {
  var reports: [HealthReport]
  /// An engine that a check needed did not answer.
  var lacksEngine: Bool

  /// Every check of every environment passed.
  var isHealthy: Bool { reports.allSatisfy(\.isHealthy) }
}
