/// An operation whose process ended before it could record the outcome.
package struct Interruption: Hashable, Sendable {
  package var environment: String
  package var verb: Plan.Verb
  package var user: String
  /// Seconds since 1970.
  package var startedAt: Int
  /// Whether a program that the operation started still works on the environment.
  package var goesOn: Bool

  package init(
    environment: String, verb: Plan.Verb, user: String, startedAt: Int, goesOn: Bool = false
  ) {
    self.environment = environment
    self.verb = verb
    self.user = user
    self.startedAt = startedAt
    self.goesOn = goesOn
  }

  /// Such as `launch of 14:02 UTC was interrupted`.
  ///
  /// - Parameter time: the start, as a clock shows it.
  package func words(at time: String) -> String {
    "\(verb.rawValue) of \(time) was interrupted" + (goesOn ? " and goes on in the background" : "")
  }

  /// Such as `launch of 14:02 UTC was interrupted`.
  package var words: String { words(at: CivilTime(startedAt).hourAndMinute + " UTC") }

  /// A note for the next plan: the interruption, and the current state of the services.
  package func note(
    _ environment: Environment, _ containers: [ContainerStatus]
  ) -> Plan.Note {
    let states = environment.services.map { service in
      "\(service.name) \(ServiceState(of: service, containers: containers))"
    }
    let current = containers.isEmpty ? "nothing" : states.joined(separator: ", ")
    return Plan.Note(
      "the \(words), started by \(user). Current state: \(current)", isWarning: true)
  }
}
