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
    let isTyped = plan.guardrail == .typedName
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
    foot =
      [StyledText()]
      + (isTyped
        ? Self.nameQuestion(dialog)
        : Self.answers(dialog.choice, yes: plan.verb.imperative, no: "No"))
  }

  private init(_ question: Question, columns: Int) {
    title = StyledText(question.title, .title)
    role = .focusedBorder
    content = [StyledText()] + Wrap.lines(question.text, columns: columns).map { StyledText($0) }
    foot =
      [StyledText()]
      + (question.name.map { Self.nameQuestion(question, $0) }
        ?? Self.answers(question.choice, yes: question.yes, no: question.no))
    if question.name != nil { role = .protectedBorder }
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
    if !outcome.standing.isEmpty {
      content += [StyledText(), StyledText(outcome.standingTitle, .title)]
      content += outcome.standing.map { StyledText($0) }
    }
    foot = [StyledText(), StyledText("Enter closes this.", .muted)]
  }

  private static func nameQuestion(_ dialog: PlanDialog) -> [StyledText] {
    let verb = dialog.plan.verb.rawValue
    let name = dialog.plan.environment
    let question = StyledText("Type ") + StyledText(name, .title) + StyledText(" to \(verb) it: ")
    let sign =
      dialog.isAnswered
      ? StyledText("  ✓ Enter \(dialog.plan.verb.rawValue)s it", .ok) : StyledText()
    return [question + StyledText(dialog.typed, .key) + sign]
  }

  private static func nameQuestion(_ question: Question, _ name: String) -> [StyledText] {
    let sign = question.isAnswered ? StyledText("  ✓ Enter goes on", .ok) : StyledText()
    return [
      StyledText("Type ") + StyledText(name, .title) + StyledText(" to go on: ")
        + StyledText(question.typed, .key) + sign
    ]
  }

  private static func answers(_ choice: Choice, yes: String, no: String) -> [StyledText] {
    [answer(no, choice == .no) + StyledText("   ") + answer(yes, choice == .yes)]
  }

  private static func answer(_ text: String, _ isFocused: Bool) -> StyledText {
    isFocused
      ? StyledText("▸[ \(text) ]", Style(.key, bold: true, selected: true))
      : StyledText(" [ \(text) ]", .muted)
  }
}
