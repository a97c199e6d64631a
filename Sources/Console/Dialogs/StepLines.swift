import Canvas
import Environments

/// The steps of a plan in three columns: action, subject and cause.
struct StepLines: Hashable {
  var lines: [StyledText]

  init(_ steps: [Plan.Step], columns: Int) {
    let actionWidth = steps.map { SafeText.width(of: $0.action.rawValue) }.max() ?? 0
    let widest = steps.map { SafeText.width(of: $0.subject) }.max() ?? 0
    let subjectWidth = min(widest, max(8, columns < 60 ? columns / 3 : columns * 2 / 5))
    let indent = 2 + actionWidth + 2 + subjectWidth + 2
    lines = steps.flatMap { step in
      let causes = Wrap.lines(step.cause, columns: max(10, columns - indent))
      let subject = SafeText.fit(step.subject, columns: subjectWidth)
      let first =
        StyledText(
          "\(step.action.sign) " + SafeText.fill(step.action.rawValue, columns: actionWidth),
          step.action.style)
        + StyledText("  " + SafeText.fill(subject, columns: subjectWidth) + "  ")
        + StyledText(causes.first ?? "", .muted)
      let more = causes.dropFirst().map {
        StyledText(SafeText.fill("", columns: indent) + $0, .muted)
      }
      return [first] + more
    }
  }
}

extension Plan.Step.Action {
  /// A sign of one column that shows the kind of step without colour.
  fileprivate var sign: String {
    switch self {
    case .create, .start, .buildImages, .pull, .build: "+"
    case .recreate, .restart, .scale: "~"
    case .stop, .remove: "-"
    case .keep: "="
    }
  }

  fileprivate var style: Style {
    switch self {
    case .create, .start, .buildImages, .pull, .build: .ok
    case .recreate, .restart, .scale: .warning
    case .stop, .remove: .danger
    case .keep: .muted
    }
  }
}
