import Environments

extension Model {
  /// Where the next key is pressed.
  var context: KeyContext {
    switch dialogs.first {
    case .plan(let dialog): return dialog.plan.guardrail == .typedName ? .typedName : .question
    case .question(let question): return question.name == nil ? .question : .typedName
    case .report: return .report
    case nil: break
    }
    if prompt != nil { return .command }
    if isTypingFilter { return .filter }
    return place == .logs && logs?.typing != nil ? .logSearch : viewContext
  }

  /// The view, whatever stands above it.
  var viewContext: KeyContext {
    switch place {
    case .overview: .overview
    case .differences: .differences
    case .explanation: .explanation
    case .health: .health
    case .check: .check
    case .help: .help
    case .problems: .problems
    case .messages: .messages
    case .inspection: .inspection
    case .logs: .logs
    }
  }

  /// Why an action cannot be taken now; `nil` when it can.
  func objection(to action: Action) -> String? {
    switch action {
    case .launch: verbObjection(.launch)
    case .stop: verbObjection(.stop)
    case .logs: environments.isEmpty ? "There is no environment whose logs could be read." : nil
    case .restart: verbObjection(.restart)
    case .checkHealth, .watchHealth:
      environments.isEmpty ? "There is no environment to check." : nil
    case .edit: editLocation == nil ? "No file says this; there is nothing to edit." : nil
    case .copy where place != .logs: copyObjection
    case .open: canOpen ? nil : "There is nothing to open on this row."
    case .inspect: containerObjection
    case .shell: shellObjection
    case .suspend: suspendObjection
    case .accept: acceptObjection
    case .down: scrollObjection
    case .fold: foldObjection
    case .nextDifference, .previousDifference:
      items.contains(where: isDifference) ? nil : "No listed setting differs."
    default: nil
    }
  }

  private func verbObjection(_ verb: Plan.Verb) -> String? {
    guard !environments.isEmpty else { return "There is no environment to \(verb.rawValue)." }
    guard let target else {
      let sides = "\(keys.name(of: .left)) and \(keys.name(of: .right))"
      return
        "\(verb.imperative) acts on one environment: press its number, or \(sides), to focus it."
    }
    if target.found != nil {
      return "Nothing declares \(target.name): run triptych init first."
    }
    if let running = operation(on: target.name) {
      return "A \(running.verb.rawValue) of \(target.name) is running; "
        + "\(keys.name(of: .interrupt)) asks to cancel it."
    }
    if let planning, planning.environment == target.name {
      return "The \(planning.verb.rawValue) of \(target.name) is being planned."
    }
    return nil
  }

  private var copyObjection: String? {
    if copiesSecret { return "A secret is never copied." }
    return copyText == nil ? "There is nothing to copy on this row." : nil
  }

  private var suspendObjection: String? {
    operations.first.map {
      "The \($0.verb.rawValue) of \($0.environment) needs this screen; suspend when it has ended."
    }
  }

  private var acceptObjection: String? {
    let isTyped: Bool
    switch dialogs.first {
    case .plan(let dialog): isTyped = dialog.plan.guardrail != .typedName || dialog.isAnswered
    case .question(let question): isTyped = question.name == nil || question.isAnswered
    case .report, nil: isTyped = true
    }
    return isTyped ? nil : "The name is not typed yet."
  }

  private var scrollObjection: String? {
    guard let dialog = dialogs.first else { return nil }
    return DialogLayout(dialog, size: size).scrollMax > 0 ? nil : "All of it is on the screen."
  }

  private var foldObjection: String? {
    if selectedGroup != nil { return nil }
    return filter.isEmpty
      ? "There is no group to fold on this row." : "What the filter found is not folded away."
  }

  private var canOpen: Bool {
    switch selection {
    case .service, .problemCount, .summary, .difference, .group, .check: true
    case .layerValue, .variable, .problem: editLocation != nil
    default: false
    }
  }
}
