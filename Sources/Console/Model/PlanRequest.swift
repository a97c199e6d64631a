import Environments

/// A plan that has been asked for.
struct PlanRequest: Hashable, Sendable {
  var verb: Plan.Verb
  var environment: String
  var services: [String] = []
  /// By the mouse, which slips: then the plan asks, whatever its guard.
  var wasClicked = false
}
