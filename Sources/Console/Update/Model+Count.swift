import Canvas

extension Model {
  /// Takes a digit, or gives back how often the movement that follows is to be done. Letters and control keys take
  /// counts, as in vim; arrows, Home and PgDn never do, and neither does what is pressed in between.
  mutating func takeCount(_ key: Key, _ action: Action?) -> Int? {
    guard let pending = count else {
      if action == .focusOne, let digit = key.digit {
        count = Count(number: digit, focus: focus, cursor: cursor, firstColumn: firstColumn)
      }
      return nil
    }
    if let digit = key.digit, action == .focusOne || action == .focusAll {
      count?.number = min(Count.max, pending.number * 10 + digit)
      count?.seenAt = nil
      return nil
    }
    count = nil
    guard let action, action.takesCount, key.takesCount, objection(to: action) == nil else {
      return nil
    }
    if focus != pending.focus { restore(pending.focus) }
    cursors[place] = pending.cursor
    firstColumn = pending.firstColumn
    toast = nil
    return pending.number
  }

  mutating func take(_ action: Action, times: Int) -> [Effect] {
    switch action {
    case .first, .last: go(toRow: times)
    case .up: move(by: -times)
    case .down: move(by: times)
    default:
      // Once around every list is enough.
      for _ in 0..<min(times, max(1, items.count, environments.count)) { _ = take(action) }
    }
    return []
  }

  /// Focuses what all the digits say where there is such an environment, else what the last one says.
  mutating func focus(counting digit: Int) {
    guard let number = count?.number else { return }
    if number != digit, environments.indices.contains(number - 1) {
      focus(number - 1)
    } else if digit == 0 {
      focusAll()
    } else {
      focus(digit - 1)
    }
  }

  mutating func lapseCount() {
    guard let pending = count, let now = clock?.now else { return }
    if let seenAt = pending.seenAt, now != seenAt { count = nil } else { count?.seenAt = now }
  }

  /// The rows count as the panel's border counts them, from 1.
  mutating func go(toRow number: Int) {
    move(by: number - 1 - cursor.row)
  }

  var countWidth: Int { count.map { $0.text.count + 2 } ?? 0 }
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
