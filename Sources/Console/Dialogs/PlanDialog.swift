import Environments

/// A plan that waits for its guard.
struct PlanDialog: Hashable, Sendable {
  var plan: Plan
  var choice = Choice.no
  /// What has been typed where the guard asks for the environment's name.
  var typed = ""
  /// The first visible line.
  var top = 0

  init(_ plan: Plan) { self.plan = plan }

  /// The guard is satisfied.
  var isAnswered: Bool {
    switch plan.guardrail {
    case .none: true
    case .confirmation: choice == .yes
    case .typedName: typed == plan.environment
    }
  }
}
