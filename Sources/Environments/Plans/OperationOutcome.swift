/// How a launch or a stop ended, and what stands now.
package struct OperationOutcome: Hashable, Sendable {
  package enum Verdict: Hashable, Sendable {
    case succeeded
    /// One sentence that names the culprit.
    case failed(reason: String)
    case cancelled
    /// Nothing was done.
    case refused(reason: String)
    case deadlinePassed
    case engineUnreachable(reason: String)
    case lockedBy(String)
  }

  package var environment: String
  package var verb: Plan.Verb
  package var verdict: Verdict
  package var failingService: String?
  /// The failing service's last output, controls shown, not sent.
  package var lastLines: [String]
  /// What runs now, a line a service.
  package var standing: [String]
  package var tookMilliseconds: Int

  package init(
    environment: String, verb: Plan.Verb, verdict: Verdict, failingService: String? = nil,
    lastLines: [String] = [], standing: [String] = [], tookMilliseconds: Int
  ) {
    self.environment = environment
    self.verb = verb
    self.verdict = verdict
    self.failingService = failingService
    self.lastLines = lastLines
    self.standing = standing
    self.tookMilliseconds = tookMilliseconds
  }
}
