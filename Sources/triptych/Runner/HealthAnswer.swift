import Environments

/// The result of checking environments.
struct HealthAnswer: Sendable {
  var reports: [HealthReport]
  /// The state of an engine that a check needed and that did not answer; `nil` when all answered.
  var failure: EngineState?

  /// Whether every check of every environment passed.
  var isHealthy: Bool { reports.allSatisfy(\.isHealthy) }
}
