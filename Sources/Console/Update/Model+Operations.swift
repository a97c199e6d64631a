import Environments

extension Model {
  mutating func plan(_ verb: Plan.Verb, _ services: [String] = []) -> [Effect] {
    guard let target else { return [] }
    let name = target.name
    if let question = Question(trusting: target) {
      input.dialogs.append(.question(question))
      return []
    }
    world.planning = PlanRequest(verb: verb, environment: name, services: services)
    let subject = (services + [name]).joined(separator: " of ")
    say(.info, "Planning the \(verb.rawValue) of \(subject)…")
    return [.world(.makePlan(verb, environment: name, services: services))]
  }

  /// Takes a plan; one that is no longer awaited is dropped.
  mutating func take(_ plan: Plan) -> [Effect] {
    guard let asked = world.planning, asked.verb == plan.verb,
      asked.environment == plan.environment,
      asked.services == plan.services
    else { return [] }
    world.planning = nil
    world.notices.toast = nil
    if plan.isEmpty { say(.info, "\(plan.title).") }
    // A plan without a guard is not shown; its notes must be.
    for note in plan.notes { say(note.isWarning ? .warning : .info, note.text) }
    // After an interruption, an empty plan is still carried out, so that the state is verified and recorded.
    if plan.isEmpty, world.interruptions[plan.environment] == nil { return [] }
    if plan.guardrail == .none, !asked.wasClicked { return perform(plan, .nothing) }
    input.dialogs.append(.plan(PlanDialog(plan)))
    return []
  }

  /// Passes a plan on with the operator's consent; the launcher judges whether the consent is sufficient.
  mutating func perform(_ plan: Plan, _ consent: Consent) -> [Effect] {
    begin(plan)
    return [.world(.perform(plan, consent))]
  }

  /// A refusal of a plan that nobody waits for any more is dropped.
  mutating func refuse(_ outcome: OperationOutcome) {
    guard let asked = world.planning, asked.verb == outcome.verb,
      asked.environment == outcome.environment
    else { return }
    world.planning = nil
    input.dialogs.append(.report(ReportDialog(outcome)))
    remember(outcome)
  }

  mutating func take(_ found: [Interruption]) {
    world.interruptions = Dictionary(
      found.map { ($0.environment, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Shows an outcome: a success fades, any other outcome stays until it is read.
  mutating func end(_ outcome: OperationOutcome) {
    world.operations.removeAll { $0.environment == outcome.environment }
    world.cancelling.remove(outcome.environment)
    input.dialogs.removeAll { $0.asksToCancel(outcome.environment) }
    guard outcome.verdict == .succeeded else {
      input.dialogs.append(.report(ReportDialog(outcome)))
      return remember(outcome)
    }
    say(.info, outcome.sentence)
  }

  private mutating func begin(_ plan: Plan) {
    var services: [String] = []
    for step in plan.steps where !services.contains(step.subject) { services.append(step.subject) }
    world.take(
      OperationProgress(
        environment: plan.environment, verb: plan.verb,
        lines: services.map { OperationProgress.Line($0, .waiting) },
        startedAt: world.clock?.now ?? 0))
  }

  private mutating func remember(_ outcome: OperationOutcome) {
    // The report stays until it is read.
    world.notices.note(.error, outcome.sentence, at: world.clock?.now, isRead: true)
    if view.id == .messages { relist() }
  }
}
