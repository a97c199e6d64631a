import Canvas
import Environments

/// The text of a dialog, wrapped to a width.
struct DialogWords: Hashable {
  var title: StyledText
  var role: Style.Role
  var content: [StyledText]
  var foot: [StyledText]

  init(_ dialog: Dialog, columns: Int) {
    switch dialog {
    case .plan(let plan): self.init(plan, columns: columns)
    case .question(let question): self.init(question, columns: columns)
    case .report(let report): self.init(report.outcome, columns: columns)
    }
  }

  private init(_ dialog: PlanDialog, columns: Int) {
    let plan = dialog.plan
    let isTyped = if case .name = dialog.confirmation { true } else { false }
    title = StyledText(plan.title, .title) + StyledText(isTyped ? " ⊘ protected" : "", .warning)
    role = isTyped ? .protectedBorder : .focusedBorder
    content = Wrap.lines(plan.place, columns: columns).map { StyledText($0, .info) }
    content.append(StyledText())
    content += StepLines(plan.steps, columns: columns).lines
    if !plan.notes.isEmpty { content.append(StyledText()) }
    content += plan.notes.flatMap { note in
      Wrap.lines((note.isWarning ? "▲ " : "  ") + note.text, columns: columns, indent: "  ")
        .map { StyledText($0, note.isWarning ? .warning : .info) }
    }
    content += [StyledText(), StyledText("The exact commands", .title)]
    content += plan.commands.flatMap { Wrap.lines("$ " + $0, columns: columns, indent: "    ") }
      .map { StyledText($0, .muted) }
    foot = [
      StyledText(),
      Self.answer(
        dialog.confirmation, to: "\(plan.verb.rawValue) it", done: plan.verb.thirdPerson + " it",
        yes: plan.verb.imperative),
    ]
  }

  private init(_ question: Question, columns: Int) {
    title = StyledText(question.title, .title)
    let isTyped = if case .name = question.confirmation { true } else { false }
    role = isTyped ? .protectedBorder : .focusedBorder
    content = [StyledText()] + Wrap.lines(question.text, columns: columns).map { StyledText($0) }
    foot = [
      StyledText(),
      Self.answer(question.confirmation, to: "go on", done: "goes on", yes: question.yes),
    ]
  }

  private init(_ outcome: OperationOutcome, columns: Int) {
    title = StyledText(outcome.headline, .danger)
    role = .danger
    content = [StyledText()] + Wrap.lines(outcome.sentence, columns: columns).map { StyledText($0) }
    if !outcome.lastLines.isEmpty {
      let service = outcome.failingService.map { "The last lines of \($0)" } ?? "The last lines"
      content += [StyledText(), StyledText(service, .title)]
      content += outcome.lastLines.flatMap { Wrap.lines($0, columns: columns, indent: "  ") }
        .map { StyledText($0, .muted) }
    }
    if !outcome.serviceStates.isEmpty {
      content += [StyledText(), StyledText(outcome.serviceStatesTitle, .title)]
      content += outcome.serviceStates.map { StyledText($0) }
    }
    foot = [StyledText(), StyledText("Enter closes this.", .muted)]
  }

  /// The last line: both answers, No first, or the typed part of the name.
  private static func answer(
    _ confirmation: Confirmation, to deed: String, done: String, yes: String
  ) -> StyledText {
    switch confirmation {
    case .choice(let choice):
      return answer("No", choice == .no) + StyledText("   ") + answer(yes, choice == .yes)
    case .name(let name, let typed):
      let question = StyledText("Type ") + StyledText(name, .title) + StyledText(" to \(deed): ")
      let sign =
        confirmation.isGiven ? StyledText("  ✓ Enter \(done)", .ok) : StyledText()
      return question + StyledText(typed, .key) + sign
    }
  }

  private static func answer(_ text: String, _ isFocused: Bool) -> StyledText {
    isFocused
      ? StyledText("▸[ \(text) ]", Style(.key, bold: true, selected: true))
      : StyledText(" [ \(text) ]", .muted)
  }
}

extension OperationOutcome {
  /// Such as `The launch of prod failed`.
  var headline: String {
    let deed = "The \(verb.rawValue) of \(environment)"
    switch verdict {
    case .succeeded: return deed + " succeeded"
    case .failed: return deed + " failed"
    case .cancelled: return deed + " was cancelled"
    case .refused: return deed + " is refused"
    case .deadlinePassed: return deed + " took too long"
    case .engineUnreachable: return deed + " did not reach the engine"
    case .lockedBy: return deed + " has to wait"
    }
  }
}

extension Plan.Verb {
  fileprivate var thirdPerson: String {
    switch self {
    case .launch: "launches"
    case .stop: "stops"
    case .restart: "restarts"
    }
  }
}
