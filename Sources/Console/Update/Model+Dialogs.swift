import Canvas
import Environments

extension Model {
  mutating func pressInDialog(_ key: Key, _ action: Action?) -> [Effect] {
    guard let dialog = input.dialog else { return [] }
    // A dialog that cannot be seen must not be answered.
    if Layout.isTooSmall(size), action != .dismiss { return [] }
    switch action {
    case .redraw: return [.terminal(.redraw)]
    case .dismiss: input.dialogs.removeFirst()
    case .accept: return accept(dialog)
    case .changeChoice: input.dialogs[0].confirmation?.changeChoice()
    case .up: scrollDialog(by: -scrollStep(key, in: dialog))
    case .down: scrollDialog(by: scrollStep(key, in: dialog))
    case .erase: input.dialogs[0].confirmation?.erase()
    default:
      if case .character(let character) = key {
        input.dialogs[0].confirmation?.append(character)
      }
    }
    return []
  }

  private mutating func accept(_ dialog: Dialog) -> [Effect] {
    // A name that does not match yet stays open for typing; a No leaves.
    if case .name = dialog.confirmation, dialog.confirmation?.isGiven == false { return [] }
    input.dialogs.removeFirst()
    guard dialog.confirmation?.isGiven == true else { return [] }
    switch dialog {
    case .report: return []
    case .question(let question):
      let cancelled = question.effects.compactMap(\.cancelled)
      world.cancelling.formUnion(cancelled)
      if !cancelled.isEmpty { say(.info, "Cancelling…") }
      return question.effects
    case .plan(let dialog):
      let consent: Consent =
        if case .name(_, let typed) = dialog.confirmation { .typedName(typed) } else { .yes }
      return perform(dialog.plan, consent)
    }
  }

  /// Handles ^C: asks whether to cancel the running operation, or else whether to quit.
  mutating func interrupt() -> [Effect] {
    if world.planning != nil {
      dropPlan()
      return []
    }
    let question = context.shownOperation.map(cancelQuestion) ?? quitQuestion
    input.dialogs.insert(.question(question), at: 0)
    return []
  }

  mutating func dropPlan() {
    world.planning = nil
    say(.info, "The plan is discarded.")
  }

  /// Handles q: goes back, and leaves from the overview.
  mutating func quit() -> [Effect] {
    if trail.count > 1 || isNarrowed {
      back()
      return []
    }
    return leave()
  }

  /// Quits; asks first while an operation runs.
  mutating func leave() -> [Effect] {
    guard !world.operations.isEmpty else { return [.terminal(.quit)] }
    input.dialogs.insert(.question(quitQuestion), at: 0)
    return []
  }

  func terminate() -> [Effect] {
    world.operations.map { .world(.cancelOperation(environment: $0.environment)) }
      + [.terminal(.quit)]
  }

  private func cancelQuestion(_ running: OperationProgress) -> Question {
    let deed = "\(running.verb.rawValue) of \(running.environment)"
    if world.cancelling.contains(running.environment) {
      return Question(
        title: "Kill what still runs of the \(deed)?",
        text:
          "It is being cancelled. Killing it ends it at once; what is left running is then unknown.",
        yes: "Kill it", effects: [.world(.abandonOperation(environment: running.environment))])
    }
    return Question(
      title: "Cancel \(deed), \(running.count) done?",
      text: "Finished steps are kept; the report says what is left running.", yes: "Cancel it",
      effects: [.world(.cancelOperation(environment: running.environment))])
  }

  private var quitQuestion: Question {
    guard let running = world.operations.first else {
      return Question(
        title: "Quit triptych?", text: "The environments stay as they are.", yes: "Quit",
        effects: [.terminal(.quit)])
    }
    return Question(
      title: "Cancel \(running.verb.rawValue) of \(running.environment) and quit?",
      text: "\(running.count) done. Finished steps are kept.", yes: "Cancel and quit",
      effects: terminate())
  }

  /// The scroll step of a key: one line for an arrow, otherwise a page that keeps one line of the previous one.
  private func scrollStep(_ key: Key, in dialog: Dialog) -> Int {
    [.up, .down].contains(key) ? 1 : max(1, DialogLayout(dialog, size: size).contentHeight - 1)
  }

  mutating func scrollDialog(by rows: Int) {
    guard let dialog = input.dialog else { return }
    let most = DialogLayout(dialog, size: size).scrollMax
    input.dialogs[0].top = max(0, min(most, dialog.top + rows))
  }
}

extension OperationProgress {
  /// Such as `3 of 5`.
  var count: String { "\(doneCount) of \(lines.count)" }
}

extension Effect {
  /// The environment whose operation the question cancels.
  fileprivate var cancelled: String? {
    if case .world(.cancelOperation(let environment)) = self { environment } else { nil }
  }
}
