/// An act that began, and whose process ended before it could tell how it went.
package struct Interruption: Hashable, Sendable {
  package var environment: String
  package var verb: Plan.Verb
  package var user: String
  /// Seconds since 1970.
  package var startedAt: Int

  package init(environment: String, verb: Plan.Verb, user: String, startedAt: Int) {
    self.environment = environment
    self.verb = verb
    self.user = user
    self.startedAt = startedAt
  }

  /// Such as `launch of 14:02 UTC was interrupted`.
  ///
  /// - Parameter time: as a clock shows it.
  package func words(at time: String) -> String { "\(verb.rawValue) of \(time) was interrupted" }

  /// Such as `launch of 14:02 UTC was interrupted`.
  package var words: String { words(at: CivilTime(startedAt).hourAndMinute + " UTC") }

  /// A note for the next plan: that it was, and what stands.
  package func note(
    _ environment: Environment, _ containers: [ContainerStatus]
  ) -> Plan.Note {
    let standing = environment.services.map { service in
      "\(service.name) \(ServiceState(of: service, containers: containers))"
    }
    let stands = containers.isEmpty ? "nothing" : standing.joined(separator: ", ")
    return Plan.Note(
      "the \(words), begun by \(user). What stands: \(stands)", isWarning: true)
  }
}
