import Canvas
import Environments

extension Model {
  mutating func pressInLogs(_ key: Key, _ action: Action?) -> [Effect] {
    guard logs != nil, let action else {
      if case .character = key {
        say(.info, "\(key.label) does nothing here; \(keys.name(of: .help)) shows the keys.")
      }
      return []
    }
    if action == .focusOne, let digit = key.digit {
      choosePane(digit - 1)
      return []
    }
    return takeInLogs(action)
  }

  /// What a key or a command does in the logs.
  mutating func takeInLogs(_ action: Action) -> [Effect] {
    switch action {
    case .up: moveLog(by: -1)
    case .down: moveLog(by: 1)
    case .pageUp: moveLog(by: -logPageHeight)
    case .pageDown: moveLog(by: logPageHeight)
    case .halfPageUp: moveLog(by: -max(1, logPageHeight / 2))
    case .halfPageDown: moveLog(by: max(1, logPageHeight / 2))
    case .first: moveLog(by: -(logs?.pane.shownCount ?? 0))
    case .last: withPane { $0.follow() }
    case .left: moveSideways(by: -1)
    case .right: moveSideways(by: 1)
    case .nextView: choosePane(((logs?.selected ?? 0) + 1) % max(1, logs?.panes.count ?? 1))
    case .previousView:
      let count = max(1, logs?.panes.count ?? 1)
      choosePane(((logs?.selected ?? 0) + count - 1) % count)
    default: return actInLogs(action)
    }
    return []
  }

  private mutating func actInLogs(_ action: Action) -> [Effect] {
    switch action {
    case .pauseLogs: pauseOrFollow()
    case .wrapLogs:
      logs?.wraps.toggle()
      say(
        .info,
        logs?.wraps == true ? "Long lines are wrapped." : "Long lines are cut; h and l scroll.")
    case .logTimes: changeTimes()
    case .aloneLog: logs?.isAlone.toggle()
    case .searchLogs: beginTyping(.search)
    case .filterLogs: beginTyping(.filter)
    case .nextMatch: seekMatch(by: 1)
    case .previousMatch: seekMatch(by: -1)
    case .nextError: seekError(by: 1)
    case .previousError: seekError(by: -1)
    case .exportLogs: return exportLog()
    case .copy: return copyLogLine()
    case .overview:
      trail = [.overview]
      relist()
    case .help: go(to: .help)
    case .problems: go(to: .problems)
    case .messages: showMessages()
    case .command: prompt = Prompt()
    case .back: if !acknowledge() { stepBackFromLogs() }
    case .quit: return quit()
    case .interrupt: return interrupt()
    case .redraw: return [.redraw]
    case .suspend:
      if let objection = objection(to: .suspend) {
        say(.info, objection)
      } else {
        return [.suspend]
      }
    default: break
    }
    return []
  }

  mutating func withPane(_ change: (inout LogPane) -> Void) {
    guard let selected = logs?.selected else { return }
    if var pane = logs?.panes[selected] {
      logs?.panes[selected] = LogPane(pane.scope)
      change(&pane)
      logs?.panes[selected] = pane
    }
  }

  mutating func moveLog(by lines: Int) {
    withPane { pane in
      let place = pane.place(of: pane.cursor)
      let wanted = max(0, min(pane.shownCount - 1, place + lines))
      guard pane.shownCount > 0 else { return }
      pane.cursor = pane.number(at: wanted)
      if lines < 0 { pane.isFollowing = false }
    }
  }

  /// A page keeps one row of what was seen before.
  private var logPageHeight: Int { max(1, Layout(self).body.height - 3) }

  private mutating func moveSideways(by step: Int) {
    guard let screen = logs else { return }
    if screen.wraps {
      choosePane(max(0, min(screen.panes.count - 1, screen.selected + step)))
    } else {
      withPane { $0.column = max(0, min(LogScreen.columnMax, $0.column + step * 8)) }
    }
  }

  mutating func choosePane(_ index: Int) {
    guard let count = logs?.panes.count else { return }
    if count > index, index >= 0 {
      logs?.selected = index
    } else {
      say(.info, "There is no pane \(index + 1).")
    }
  }

  private mutating func pauseOrFollow() {
    withPane { pane in
      if pane.isFollowing { pane.isFollowing = false } else { pane.follow() }
    }
  }

  private mutating func changeTimes() {
    let all = LogScreen.Times.allCases
    guard let times = logs?.times, let index = all.firstIndex(of: times) else { return }
    let next = all[(index + 1) % all.count]
    logs?.times = next
    say(.info, next.words)
  }

  private mutating func stepBackFromLogs() {
    if logs?.filter != nil {
      logs?.filter = nil
      narrowLogs()
    } else if logs?.search != nil {
      logs?.search = nil
    } else if logs?.isAlone == true {
      logs?.isAlone = false
    } else {
      back()
    }
  }

  private mutating func seekError(by step: Int) {
    seekLine(by: step, absence: "No line here is an error.") { ($0.level ?? .trace) >= .error }
  }

  private mutating func seekMatch(by step: Int) {
    guard let search = logs?.search else {
      say(.info, "Nothing is searched for; / searches.")
      return
    }
    seekLine(by: step, absence: "No line here matches \(search.source)") {
      search.matches($0.text) ?? false
    }
  }

  /// Goes to the next line that is wanted, in either direction, around the end.
  mutating func seekLine(by step: Int, absence: String, _ isWanted: (LogLine) -> Bool) {
    guard let pane = logs?.pane else { return }
    let count = pane.shownCount
    let start = pane.place(of: pane.cursor)
    for distance in stride(from: 1, through: count, by: 1) {
      let place = ((start + step * distance) % count + count) % count
      let number = pane.number(at: place)
      guard isWanted(pane.buffer[number]) else { continue }
      if (place - start) * step <= 0 { say(.info, "Around the end of what is kept.") }
      withPane { pane in
        pane.cursor = number
        pane.isFollowing = false
      }
      return
    }
    say(.info, absence)
  }

  private mutating func copyLogLine() -> [Effect] {
    guard let line = logs?.pane.selectedLine else {
      say(.info, "There is no line to copy.")
      return []
    }
    say(.info, "Copied \(line.text)")
    return [.copy(line.text)]
  }

  private mutating func exportLog() -> [Effect] {
    guard let pane = logs?.pane, pane.shownCount > 0 else {
      say(.info, "There is no line to write.")
      return []
    }
    return [.exportLogs(pane.scope, pane.shownLines)]
  }
}

extension LogScreen {
  /// Nothing is kept beyond it.
  static let columnMax = 16 * 1024
}
