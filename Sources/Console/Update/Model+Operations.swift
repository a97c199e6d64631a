import Environments

extension Model {
  mutating func plan(_ verb: Plan.Verb, _ services: [String] = []) -> [Effect] {
    guard let name = target?.name else { return [] }
    planning = PlanRequest(verb: verb, environment: name, services: services)
    let subject = (services + [name]).joined(separator: " of ")
    say(.info, "Planning the \(verb.rawValue) of \(subject)…")
    return [.makePlan(verb, environment: name, services: services)]
  }

  /// The selected service where a row shows one; otherwise none, which means the whole environment.
  var servicesToRestart: [String] {
    guard case .service(let row) = selection else { return [] }
    return [catalog.services[row].name]
  }

  /// A plan nobody waits for any more is dropped.
  mutating func take(_ plan: Plan) -> [Effect] {
    guard let asked = planning, asked.verb == plan.verb, asked.environment == plan.environment,
      asked.services == plan.services
    else { return [] }
    planning = nil
    toast = nil
    if plan.isEmpty { say(.info, "\(plan.title).") }
    // A plan without a guard is never read; what was made for it must be.
    for note in plan.notes { say(note.isWarning ? .warning : .info, note.text) }
    // What was interrupted and stands as declared has still to be found well, and the record told.
    if plan.isEmpty, interruptions[plan.environment] == nil { return [] }
    if plan.guardrail == .none, !asked.wasClicked { return perform(plan, typedName: nil) }
    var shown = plan
    if plan.guardrail == .none { shown.guardrail = .confirmation }
    dialogs.append(.plan(PlanDialog(shown)))
    return []
  }

  mutating func perform(_ plan: Plan, typedName: String?) -> [Effect] {
    begin(plan)
    return [.perform(plan, typedName: typedName)]
  }

  mutating func refuse(_ outcome: OperationOutcome) {
    planning = nil
    dialogs.append(.report(ReportDialog(outcome)))
    remember(outcome)
  }

  mutating func take(_ progress: OperationProgress) {
    if let index = operations.firstIndex(where: { $0.environment == progress.environment }) {
      operations[index] = progress
    } else {
      operations.append(progress)
    }
  }

  mutating func take(_ found: [Interruption]) {
    interruptions = Dictionary(
      found.map { ($0.environment, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Success fades; everything else stays until it is read.
  mutating func end(_ outcome: OperationOutcome) {
    operations.removeAll { $0.environment == outcome.environment }
    cancelling.remove(outcome.environment)
    dialogs.removeAll { $0.asksToCancel(outcome.environment) }
    guard outcome.verdict == .succeeded else {
      dialogs.append(.report(ReportDialog(outcome)))
      return remember(outcome)
    }
    say(.info, outcome.sentence)
  }

  /// The operation whose progress has the panel: the focused environment's, else the newest.
  var shownOperation: OperationProgress? {
    target.flatMap { operation(on: $0.name) } ?? operations.last
  }

  private mutating func begin(_ plan: Plan) {
    var services: [String] = []
    for step in plan.steps where !services.contains(step.subject) { services.append(step.subject) }
    take(
      OperationProgress(
        environment: plan.environment, verb: plan.verb,
        lines: services.map { OperationProgress.Line($0, .waiting) }, startedAt: clock?.now ?? 0))
  }

  private mutating func remember(_ outcome: OperationOutcome) {
    // Its report stays until it is read.
    note(.error, outcome.sentence, isRead: true)
  }
}
