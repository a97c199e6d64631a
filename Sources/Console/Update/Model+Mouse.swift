import Canvas

extension Model {
  /// Does what the key of the place under the pointer does. An act on a stack asks first, whatever its guard.
  mutating func click(_ point: Frame.Position) -> [Effect] {
    count = nil
    switch hit(at: point) {
    case .row(let row, let environment): return clickRow(row, environment)
    case .environment(let index): focus(index)
    case .hint(let action): return clickHint(action)
    case .answer(let choice): return clickAnswer(choice)
    case .completion(let index):
      // Onto the line, to be seen and taken with Enter.
      prompt?.choice = index
      return pressInCommand(.tab, .complete)
    case .alert: _ = acknowledge()
    case nil: if place == .logs, dialogs.isEmpty, prompt == nil { clickLog(point) }
    }
    return []
  }

  /// The wheel goes through what is under it, three rows a notch.
  mutating func scroll(_ point: Frame.Position, by notches: Int) {
    count = nil
    let rows = max(-Self.notchesMax, min(Self.notchesMax, notches)) * 3
    if !dialogs.isEmpty { return scrollDialog(by: rows) }
    if prompt != nil { return }
    if place == .logs { return moveLog(by: rows) }
    if place == .overview, case .row(let row, _) = hit(at: point),
      isLower(row) != isLower(cursor.row)
    {
      cursors[place, default: Cursor()].row = row
    }
    move(by: rows)
  }

  private static let notchesMax = 100

  /// A second click on a row opens it, as Enter does.
  private mutating func clickRow(_ row: Int, _ environment: Int?) -> [Effect] {
    isTypingFilter = false
    let isAgain = row == cursor.row && environment.map { focus == .one($0) } ?? true
    if let environment, focus != .one(environment) { focus(environment) }
    cursors[place, default: Cursor()].row = row
    let opens = keys.bindings.contains {
      $0.action == .open && $0.contexts.contains(viewContext)
    }
    return isAgain && opens && objection(to: .open) == nil ? open() : []
  }

  private mutating func clickHint(_ action: Action) -> [Effect] {
    if !dialogs.isEmpty { return pressInDialog(.enter, action) }
    if viewContext == .logs { return takeInLogs(action, .enter) }
    if let objection = objection(to: action) {
      say(.info, objection)
      return []
    }
    let effects = take(action)
    planning?.wasClicked = true
    return effects
  }

  /// No is taken at once. What acts is chosen first and taken by a second click: a dialog may open under the pointer.
  private mutating func clickAnswer(_ choice: Choice) -> [Effect] {
    guard let dialog = dialogs.first, let before = dialog.choice else { return [] }
    if before != choice { _ = pressInDialog(.tab, .changeChoice) }
    return choice == .no || before == choice ? pressInDialog(.enter, .accept) : []
  }

  private func isLower(_ row: Int) -> Bool { row > items.firstIndex(of: .problemCount) ?? 0 }
}
