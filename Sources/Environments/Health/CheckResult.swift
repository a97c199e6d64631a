/// What one check found.
package struct CheckResult: Hashable, Sendable {
  package enum Verdict: Hashable, Sendable {
    case healthy
    /// A one-shot that exited with 0.
    case done
    case unhealthy
    /// Nobody can say: the engine did not answer, or nothing runs.
    case unknown
  }

  /// How long one part of a request took, in microseconds.
  package struct Phase: Hashable, Sendable {
    package var name: String
    package var microseconds: Int

    package init(_ name: String, microseconds: Int) {
      self.name = name
      self.microseconds = microseconds
    }
  }

  package var check: Check
  package var verdict: Verdict
  /// In words, such as `connection refused by 127.0.0.1:18080` or `status 503, expected 200`.
  package var reason: String
  package var phases: [Phase]
  /// The whole probe, in microseconds.
  package var tookMicroseconds: Int
  /// What the probe itself was told, a line each, cut and without secrets: a health check's output, or an answer's
  /// status line and the beginning of its body.
  package var evidence: [String]

  package init(
    check: Check, verdict: Verdict, reason: String, phases: [Phase] = [], tookMicroseconds: Int = 0,
    evidence: [String] = []
  ) {
    self.check = check
    self.verdict = verdict
    self.reason = reason
    self.phases = phases
    self.tookMicroseconds = tookMicroseconds
    self.evidence = evidence
  }
}
