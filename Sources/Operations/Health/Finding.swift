import Environments

/// What a probe has to say, before it is known which check asked.
struct Finding: Hashable, Sendable {
  var verdict: CheckResult.Verdict
  var reason: String
  var phases: [CheckResult.Phase] = []

  static func healthy(_ reason: String, _ phases: [CheckResult.Phase] = []) -> Finding {
    Finding(verdict: .healthy, reason: reason, phases: phases)
  }

  static func unhealthy(_ reason: String, _ phases: [CheckResult.Phase] = []) -> Finding {
    Finding(verdict: .unhealthy, reason: reason, phases: phases)
  }

  static func unknown(_ reason: String) -> Finding { Finding(verdict: .unknown, reason: reason) }

  static let cancelled = Finding.unknown("cancelled")
}
