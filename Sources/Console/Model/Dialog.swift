import Environments

/// Something that stands above the view and has the keys until it is answered.
enum Dialog: Hashable, Sendable {
  case plan(PlanDialog)
  case question(Question)
  case report(ReportDialog)
}
