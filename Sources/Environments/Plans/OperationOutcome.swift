/// How an operation ended, and what runs now.
package struct OperationOutcome: Hashable, Sendable {
  package enum Verdict: Hashable, Sendable {
    case succeeded
    /// The reason, in one sentence that names the failing service.
    case failed(reason: String)
    case cancelled
    /// Nothing was done.
    case refused(reason: String)
    case deadlinePassed
    case engineUnreachable(reason: String)
    /// Who holds the project's lock, as a sentence without its full stop.
    case lockedBy(String)
  }

  package var environment: String
  package var verb: Plan.Verb
  package var verdict: Verdict
  package var failingService: String?
  /// The failing service's last output, with visible control characters.
  package var lastLines: [String]
  /// The state of each service at the end, one line for each.
  package var serviceStates: [String]
  /// The same in its parts, where the act did not go to its end.
  package var services: [ServiceOutcome] = []
  /// An additional sentence, such as that nothing has changed.
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
