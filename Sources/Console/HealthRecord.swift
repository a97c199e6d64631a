import Environments

/// What is known of one environment's health.
struct HealthRecord: Hashable, Sendable {
  var isChecking = false
  var report: HealthReport?
}
