import Canvas

extension Model {
  mutating func press(_ key: Key) -> [Effect] {
    let context = self.context
    let action = keys.action(for: key, in: context)
    switch context {
    case .filter: return pressInFilter(key, action)
    case .logSearch: return pressInLogSearch(key, action)
    case .command: return pressInCommand(key, action)
    case .question, .typedName, .report: return pressInDialog(key, action)
    default: break
    }
    if context == .logs { return takeInLogs(action, key) }
    let times = takeCount(key, action)
    if key == .control("c") { return interrupt() }
    guard let action else {
      if case .character = key {
        say(.info, "\(key.label) does nothing here; \(keys.name(of: .help)) shows the keys.")
      }
      return []
    }
    if let times { return take(action, times: times) }
    if count != nil, let digit = key.digit {
      focus(counting: digit)
      return []
    }
    if let objection = objection(to: action) {
      say(.info, objection)
      return []
    }
    return take(action)
  }

  /// The logs have motions of their own; what leads out of them is as everywhere.
  mutating func takeInLogs(_ action: Action?, _ key: Key) -> [Effect] {
    switch action {
    case .command, .messages: return takeElsewhere(action ?? .command)
    default: return pressInLogs(key, action)
    }
  }

  /// What a key or a command does. A number's focus comes from elsewhere.
  mutating func take(_ action: Action) -> [Effect] {
    if place == .logs { return takeInLogs(action) }
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
    case .messages: showMessages()
    case .filter: isTypingFilter = true
    case .command: prompt = Prompt()
    case .toggleAllRows: toggleAllRows()
    case .toggleFaults: toggleFaults()
    case .sort: cycleSort()
    case .group: cycleGrouping()
    case .fold: fold()
    case .open: return open()
    case .edit: return edit()
    case .copy: return copy()
    case .inspect: return inspect()
    case .shell: return openShell()
    case .checkHealth: return checkHealth()
    case .watchHealth: return toggleWatching()
    case .launch: return plan(.launch)
    case .stop: return plan(.stop)
    case .restart: return plan(.restart, servicesToRestart)
    case .back: if !acknowledge() { back() }
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
