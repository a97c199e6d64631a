import Canvas

extension Model {
  /// Performs the key of the element under the pointer. An act on a stack asks first, whatever its guard.
  mutating func click(_ point: Frame.Position) -> [Effect] {
    if input.count != nil { input = .view }
    switch hit(at: point) {
    case .view(.row(let row, let environment)): return clickRow(row, environment)
    case .view(.environment(let index)): focus(index)
    case .hint(let action): return clickHint(action)
    case .answer(let choice): return clickAnswer(choice)
    case .completion(let index):
      // The completion goes onto the line, so that the operator sees it and takes it with Enter.
      choose(index)
      if let prompt = input.prompt { return pressInCommand(prompt, .tab, .complete) }
    case .alert: _ = world.notices.acknowledge()
    case nil:
      guard input.dialogs.isEmpty, input.prompt == nil else { return [] }
      let now = context
      return carryOut(view.change { $0.click(point, now) })
    }
    return []
  }

  /// Scrolls the element under the pointer by three rows for each notch of the wheel.
  mutating func scroll(_ point: Frame.Position, by notches: Int) {
    if input.count != nil { input = .view }
    let rows = max(-Self.notchesMax, min(Self.notchesMax, notches)) * 3
    if input.dialog != nil { return scrollDialog(by: rows) }
    if input.prompt != nil { return }
    if case .overview(let overview) = view, case .view(.row(let row, _)) = hit(at: point),
      overview.isAmongSettings(row) != overview.isAmongSettings(overview.cursor.row)
    {
      view.change { $0.cursor.row = row }
    }
    move(by: rows)
  }

  private static let notchesMax = 100

  /// Selects a row; a second click on it opens it, as Enter does.
  private mutating func clickRow(_ row: Int, _ environment: Int?) -> [Effect] {
    if input == .filter { input = .view }
    let isAgain = row == content.cursor.row && environment.map { context.focus == .one($0) } ?? true
    if let environment, context.focus != .one(environment) { focus(environment) }
    view.change { $0.cursor.row = row }
    let opens = keys.bindings.contains {
      $0.action == .open && $0.contexts.contains(content.keyContext)
    }
    return isAgain && opens && objection(to: .open) == nil ? open() : []
  }

  private mutating func clickHint(_ action: Action) -> [Effect] {
    if input.dialog != nil { return pressInDialog(.enter, action) }
    if let objection = objection(to: action) {
      say(.info, objection)
      return []
    }
    let effects = take(action)
    world.planning?.wasClicked = true
    return effects
  }

  /// Takes a No at once. An answer that acts is focused first and taken by a second click, because a dialog may
  /// open under the pointer.
  private mutating func clickAnswer(_ choice: Confirmation.Choice) -> [Effect] {
    guard case .choice(let before) = input.dialog?.confirmation else { return [] }
    if before != choice { _ = pressInDialog(.tab, .changeChoice) }
    return choice == .no || before == choice ? pressInDialog(.enter, .accept) : []
  }
}
