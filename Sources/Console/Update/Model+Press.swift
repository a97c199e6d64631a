import Canvas

extension Model {
  mutating func press(_ key: Key) -> [Effect] {
    let context = self.context
    let action = KeyTable.standard.action(for: key, in: context)
    switch context {
    case .filter: return pressInFilter(key, action)
    case .logSearch: return pressInLogSearch(key, action)
    case .question, .typedName, .report: return pressInDialog(key, action)
    default: break
    }
    if context == .logs { return pressInLogs(key, action) }
    if key == .control("c") { return interrupt() }
    guard let action else {
      if case .character = key { say(.info, "\(key.label) does nothing here; ? shows the keys.") }
      return []
    }
    if let objection = objection(to: action) {
      say(.info, objection)
      return []
    }
    return take(action, key)
  }

  private mutating func take(_ action: Action, _ key: Key) -> [Effect] {
    switch action {
    case .left: moveFocus(by: -1)
    case .right: moveFocus(by: 1)
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .first: move(by: -items.count)
    case .last: move(by: items.count)
    case .pageUp: move(by: -pageHeight)
    case .pageDown: move(by: pageHeight)
    case .halfPageUp: move(by: -max(1, pageHeight / 2))
    case .halfPageDown: move(by: max(1, pageHeight / 2))
    case .focusOne: focus(key.digit - 1)
    case .focusAll: focusAll()
    case .nextDifference: seekDifference(by: 1)
    case .previousDifference: seekDifference(by: -1)
    default: return takeElsewhere(action)
    }
    return []
  }

  private mutating func takeElsewhere(_ action: Action) -> [Effect] {
    switch action {
    case .nextView: tour(by: 1)
    case .previousView: tour(by: -1)
    case .overview:
      trail = [.overview]
      relist()
    case .differences: go(to: .differences)
    case .help: go(to: .help)
    case .problems: go(to: .problems)
    case .logs: openLogs()
    case .filter: isTypingFilter = true
    case .toggleAllRows: toggleAllRows()
    case .toggleFaults: toggleFaults()
    case .sort: cycleSort()
    case .group: cycleGrouping()
    case .fold: fold()
    case .open: return open()
    case .edit: return edit()
    case .copy: return copy()
    case .checkHealth: return checkHealth()
    case .launch: return plan(.launch)
    case .stop: return plan(.stop)
    case .restart: return plan(.restart, servicesToRestart)
    case .back: back()
    case .quit: return quit()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    default: break
    }
    return []
  }

  /// A page keeps one row of what was seen before.
  private var pageHeight: Int {
    place == .overview
      ? max(1, OverviewLayout(self).servicesHeight - 1) : max(1, listHeight - 1)
  }
}

extension Key {
  fileprivate var digit: Int {
    if case .character(let character) = self { character.wholeNumberValue ?? 0 } else { 0 }
  }
}
