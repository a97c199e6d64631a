import Engine
import Environments

/// Why nothing can be planned, or why a plan is not carried out.
package struct PlanRefusal: Error, Hashable {
  package var verdict: OperationOutcome.Verdict

  package init(_ verdict: OperationOutcome.Verdict) { self.verdict = verdict }

  /// The engine does not answer, or may not be asked.
  init(_ state: EngineState, on endpoint: Endpoint) { verdict = state.verdict(on: endpoint) }
}

extension EngineState {
  /// The verdict that the state means for plans, launches, stops, restarts and smoke tests; `cancelled` for an
  /// engine that was not asked because the act was cancelled.
  func verdict(on endpoint: Endpoint) -> OperationOutcome.Verdict {
    switch self {
    case .notInstalled, .forbidden: .refused(reason: reason(on: endpoint))
    case .unreachable, .silent: .engineUnreachable(reason: reason(on: endpoint))
    case .notAskedYet, .answering: .cancelled
    }
  }
}

/// The objection to carrying out a plan with the given consent; `nil` when there is none.
///
/// The guard is computed here, from the environment and the steps: the one in the plan is for display. Further
/// conditions on who may act, and when, belong in this function.
package func objection(
  to plan: Plan, consent: Consent, environment: Environment
) -> PlanRefusal? {
  guard plan.environment == environment.name else {
    return PlanRefusal(
      .refused(reason: "the plan is for \(plan.environment), not for \(environment.name)"))
  }
  return objection(environment.guardrail(of: plan.verb, plan.steps), consent, environment)
}

/// The objection to smoke tests, whose requests act on the environment; `nil` when there is none.
package func objection(to plan: SmokePlan, consent: Consent) -> PlanRefusal? {
  objection(plan.guardrail, consent, plan.environment)
}

/// Why no shell may be opened in a container of an environment, where every command acts at once; `nil` when it may.
func objectionToShell(in environment: Environment, consent: Consent) -> String? {
  environment.objectionToActing
    ?? consent.shortfall(of: environment.isProtected ? .typedName : .none, on: environment.name)
}

private func objection(
  _ guardrail: Guard, _ consent: Consent, _ environment: Environment
) -> PlanRefusal? {
  let reason =
    environment.objectionToActing ?? consent.shortfall(of: guardrail, on: environment.name)
  return reason.map { PlanRefusal(.refused(reason: $0)) }
}
