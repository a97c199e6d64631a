import Canvas

// Digits before a movement.
extension Model {
  /// Takes a digit, or returns the number of repetitions for the movement that follows. Letters and control keys
  /// take counts, as in vim; arrows, Home and PgDn do not, and any other key ends the count.
  mutating func takeCount(_ key: Key, _ action: Action?) -> Int? {
    guard let pending = input.count else {
      // In the logs a digit chooses a pane.
      if action == .focusOne, let digit = key.digit, view.id != .logs {
        input = .count(
          Count(
            number: digit, focus: context.focus, cursor: content.cursor,
            firstColumn: context.firstColumn))
      }
      return nil
    }
    if let digit = key.digit, action == .focusOne || action == .focusAll {
      var count = pending
      count.number = min(Count.max, pending.number * 10 + digit)
      count.seenAt = nil
      input = .count(count)
      return nil
    }
    input = .view
    guard let action, action.takesCount, key.takesCount, objection(to: action) == nil else {
      return nil
    }
    if context.focus != pending.focus { restore(pending.focus) }
    view.change { $0.cursor = pending.cursor }
    context.firstColumn = pending.firstColumn
    world.notices.toast = nil
    return pending.number
  }

  mutating func take(_ action: Action, times: Int) -> [Effect] {
    switch action {
    case .first, .last: go(toRow: times)
    case .up: move(by: -times)
    case .down: move(by: times)
    default:
      // One round through every list suffices.
      for _ in 0..<min(times, max(1, content.rowCount, environments.count)) { _ = take(action) }
    }
    return []
  }

  /// Focuses the environment with the number of all digits when it exists, otherwise that of the last digit.
  mutating func focus(counting digit: Int) {
    guard let number = input.count?.number else { return }
    if number != digit, environments.indices.contains(number - 1) {
      focus(number - 1)
    } else if digit == 0 {
      focusAll()
    } else {
      focus(digit - 1)
    }
  }

  mutating func lapseCount() {
    guard var count = input.count, let now = world.clock?.now else { return }
    if let seenAt = count.seenAt, now != seenAt {
      input = .view
    } else {
      count.seenAt = now
      input = .count(count)
    }
  }

  /// Moves to a row by its number in the panel's border, which starts at 1.
  mutating func go(toRow number: Int) { move(by: number - 1 - content.cursor.row) }

  var countWidth: Int { input.count.map { $0.text.count + 2 } ?? 0 }
}

extension Key {
  var digit: Int? {
    if case .character(let character) = self { character.wholeNumberValue } else { nil }
  }

  fileprivate var takesCount: Bool {
    switch self {
    case .character, .control: true
    default: false
    }
  }
}
