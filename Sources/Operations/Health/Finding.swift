import Environments

/// What a probe has to say, before it is known which check asked.
struct Finding: Hashable, Sendable {
  var verdict: CheckResult.Verdict
  var reason: String
  var phases: [CheckResult.Phase] = []
  /// See `CheckResult.evidence`.
  var evidence: [String] = []

  static func healthy(_ reason: String, _ phases: [CheckResult.Phase] = []) -> Finding {
    Finding(verdict: .healthy, reason: reason, phases: phases)
  }

  static func unhealthy(_ reason: String, _ phases: [CheckResult.Phase] = []) -> Finding {
    Finding(verdict: .unhealthy, reason: reason, phases: phases)
  }

  static func unknown(_ reason: String) -> Finding { Finding(verdict: .unknown, reason: reason) }

  /// The same with what the probe was told.
  func with(evidence: [String]) -> Finding {
    var finding = self
    finding.evidence = evidence
    return finding
  }

  func result(of check: Check, tookMicroseconds: Int) -> CheckResult {
    CheckResult(
      check: check, verdict: verdict, reason: reason, phases: phases,
      tookMicroseconds: tookMicroseconds, evidence: evidence)
  }

  static let cancelled = Finding.unknown("cancelled")
}
