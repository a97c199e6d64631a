/// What the operator gave to an act before it began.
package enum Consent: Hashable, Sendable {
  case nothing
  case yes
  /// The environment's name, as it was typed.
  case typedName(String)

  /// What a guard still asks for, as the end of a sentence; `nil` when the consent satisfies the guard.
  ///
  /// - Parameter environment: the name of the environment that the guard protects.
  package func shortfall(of guardrail: Guard, on environment: String) -> String? {
    switch (guardrail, self) {
    case (.none, _), (.confirmation, .yes): nil
    case (_, .typedName(environment)): nil
    case (_, .typedName(let other)): "the name given is '\(other)', not '\(environment)'"
    case (.confirmation, .nothing): "it needs a yes: pass --yes"
    case (.typedName, _): "it is protected: pass --confirm \(environment)"
    }
  }
}

extension Environment {
  /// Why triptych never acts on the environment, whoever asks and whatever they consent to; `nil` when it may act.
  package var objectionToActing: String? {
    if let reason = reasonNotToAct { return reason }
    guard target.orchestrator == .swarm else { return nil }
    return "\(name) runs on Docker Swarm, and acting on Swarm is not built yet"
  }
}
