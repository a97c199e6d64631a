import Canvas
import Environments

extension Model {
  mutating func pressInDialog(_ key: Key, _ action: Action?) -> [Effect] {
    guard let dialog = dialogs.first else { return [] }
    // What cannot be seen is not answered.
    if Layout.isTooSmall(size), action != .dismiss { return [] }
    switch action {
    case .redraw: return [.redraw]
    case .dismiss: dialogs.removeFirst()
    case .accept: return accept(dialog)
    case .changeChoice:
      change {
        $0.choice = $0.choice.other
      } question: {
        $0.choice = $0.choice.other
      }
    case .up: scrollDialog(by: -scrollStep(key, in: dialog))
    case .down: scrollDialog(by: scrollStep(key, in: dialog))
    case .erase:
      change {
        $0.typed = String($0.typed.dropLast())
      } question: {
        $0.typed = String($0.typed.dropLast())
      }
    default:
      guard context == .typedName, case .character(let character) = key else { break }
      change {
        if $0.typed.count < Self.typedCountMax { $0.typed.append(character) }
      } question: {
        if $0.typed.count < Self.typedCountMax { $0.typed.append(character) }
      }
    }
    return []
  }

  private mutating func accept(_ dialog: Dialog) -> [Effect] {
    switch dialog {
    case .report: dialogs.removeFirst()
    case .question(let question):
      // A name that does not match yet is typed on.
      if question.name != nil, !question.isAnswered { return [] }
      dialogs.removeFirst()
      guard question.isAnswered else { return [] }
      cancelling.formUnion(question.effects.compactMap(\.cancelled))
      if question.effects.contains(where: { $0.cancelled != nil }) {
        say(.info, "Cancelling…")
      }
      return question.effects
    case .plan(let answered):
      // A name that does not match yet is typed on; a No leaves.
      if answered.plan.guardrail == .typedName, !answered.isAnswered { return [] }
      dialogs.removeFirst()
      guard answered.isAnswered else { return [] }
      let typed = answered.plan.guardrail == .typedName ? answered.typed : nil
      return perform(answered.plan, typedName: typed)
    }
    return []
  }

  /// ^C: cancels what runs, or else quits, and asks either way.
  mutating func interrupt() -> [Effect] {
    if planning != nil {
      dropPlan()
      return []
    }
    let question = shownOperation.map(cancelQuestion) ?? quitQuestion
    dialogs.insert(.question(question), at: 0)
    return []
  }

  mutating func dropPlan() {
    planning = nil
    say(.info, "The plan is dropped.")
  }

  /// q: back, and from the overview out.
  mutating func quit() -> [Effect] {
    if trail.count > 1 || isNarrowed {
      back()
      return []
    }
    return leave()
  }

  /// Quits, with an operation running only after a question.
  mutating func leave() -> [Effect] {
    guard !operations.isEmpty else { return [.quit] }
    dialogs.insert(.question(quitQuestion), at: 0)
    return []
  }

  func terminate() -> [Effect] {
    operations.map { .cancelOperation(environment: $0.environment) } + [.quit]
  }

  private func cancelQuestion(_ running: OperationProgress) -> Question {
    let deed = "\(running.verb.rawValue) of \(running.environment)"
    if cancelling.contains(running.environment) {
      return Question(
        title: "Kill what still runs of the \(deed)?",
        text: "It is being cancelled. Killed, it ends at once, and what stands is not known then.",
        yes: "Kill it", effects: [.abandonOperation(environment: running.environment)])
    }
    return Question(
      title: "Cancel \(deed), \(running.count) done?",
      text: "What is done stays as it is; the report says what stands.", yes: "Cancel it",
      effects: [.cancelOperation(environment: running.environment)])
  }

  private var quitQuestion: Question {
    guard let running = operations.first else {
      return Question(
        title: "Quit triptych?", text: "The environments stay as they are.", yes: "Quit",
        effects: [.quit])
    }
    return Question(
      title: "Cancel \(running.verb.rawValue) of \(running.environment) and quit?",
      text: "\(running.count) done. What is done stays as it is.", yes: "Cancel and quit",
      effects: terminate())
  }

  /// An arrow goes a line; the other keys go a page, which keeps a line of what was seen before.
  private func scrollStep(_ key: Key, in dialog: Dialog) -> Int {
    [.up, .down].contains(key) ? 1 : max(1, DialogLayout(dialog, size: size).contentHeight - 1)
  }

  mutating func scrollDialog(by rows: Int) {
    guard let first = dialogs.first else { return }
    let most = DialogLayout(first, size: size).scrollMax
    switch first {
    case .plan(var dialog):
      dialog.top = max(0, min(most, dialog.top + rows))
      dialogs[0] = .plan(dialog)
    case .report(var dialog):
      dialog.top = max(0, min(most, dialog.top + rows))
      dialogs[0] = .report(dialog)
    case .question: break
    }
  }

  private mutating func change(
    _ plan: (inout PlanDialog) -> Void, question: (inout Question) -> Void = { _ in }
  ) {
    switch dialogs.first {
    case .plan(var dialog):
      plan(&dialog)
      dialogs[0] = .plan(dialog)
    case .question(var asked):
      question(&asked)
      dialogs[0] = .question(asked)
    case .report, nil: break
    }
  }
}

extension OperationProgress {
  /// Such as `3 of 5`.
  var count: String { "\(doneCount) of \(lines.count)" }
}

extension Effect {
  /// The environment whose operation it cancels.
  fileprivate var cancelled: String? {
    if case .cancelOperation(let environment) = self { environment } else { nil }
  }
}

extension Dialog {
  /// Asks about an operation that may meanwhile have ended.
  func asksToCancel(_ environment: String) -> Bool {
    guard case .question(let question) = self else { return false }
    return question.effects.contains(.cancelOperation(environment: environment))
      || question.effects.contains(.abandonOperation(environment: environment))
  }
}
