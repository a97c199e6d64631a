/// How an act ended, and what stands now.
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
    /// Who has the project, as a sentence without its full stop.
    case lockedBy(String)
  }

  package var environment: String
  package var verb: Plan.Verb
  package var verdict: Verdict
  package var failingService: String?
  /// The failing service's last output, controls shown, not sent.
  package var lastLines: [String]
  /// The state of each service at the end, one line for each.
  package var serviceStates: [String]
  /// The same in its parts, where the act did not go to its end.
  package var services: [ServiceOutcome] = []
  /// A sentence more, such as that nothing has changed.
  package var note: String?
  package var tookMilliseconds: Int

  package init(
    environment: String, verb: Plan.Verb, verdict: Verdict, failingService: String? = nil,
    lastLines: [String] = [], serviceStates: [String] = [], tookMilliseconds: Int
  ) {
    self.environment = environment
    self.verb = verb
    self.verdict = verdict
    self.failingService = failingService
    self.lastLines = lastLines
    self.serviceStates = serviceStates
    self.tookMilliseconds = tookMilliseconds
  }
}
