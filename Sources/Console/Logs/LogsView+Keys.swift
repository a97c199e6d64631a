import Canvas
import Environments

// The keys and commands of the logs.
extension LogsView {
  mutating func take(
    _ action: Action, digit: Int?, _ context: ViewContext
  ) -> [ViewReply]? {
    switch action {
    case .focusOne: return digit.map { choosePane($0 - 1) } ?? []
    case .first: move(by: -pane.shownCount)
    case .last: panes[selected].follow()
    case .left: return moveSideways(by: -1)
    case .right: return moveSideways(by: 1)
    case .nextView: return choosePane((selected + 1) % max(1, panes.count))
    case .previousView:
      let count = max(1, panes.count)
      return choosePane((selected + count - 1) % count)
    case .back: return stepBack()
    default: return act(action, context)
    }
    return []
  }

  /// Performs an action; `nil` for actions that all views perform in the same way.
  private mutating func act(_ action: Action, _ context: ViewContext) -> [ViewReply]? {
    switch action {
    case .pauseLogs: panes[selected].pauseOrFollow()
    case .wrapLogs:
      wraps.toggle()
      return [
        .say(.info, wraps ? "Long lines are wrapped." : "Long lines are cut; h and l scroll.")
      ]
    case .logTimes: return changeTimes()
    case .aloneLog: isAlone.toggle()
    case .searchLogs: typing = Typing(purpose: .search, before: search)
    case .filterLogs: typing = Typing(purpose: .filter, before: pattern)
    case .nextMatch: return seekMatch(by: 1)
    case .previousMatch: return seekMatch(by: -1)
    case .nextError: return seekError(by: 1)
    case .previousError: return seekError(by: -1)
    case .exportLogs: return export()
    default: return nil
    }
    return []
  }

  func objection(to action: Action, _ context: ViewContext) -> String? {
    action == .copy && pane.selectedLine == nil ? "There is no line to copy." : nil
  }

  func copiedText(_ context: ViewContext) -> CopiedText? {
    pane.selectedLine.map { .text($0.text) }
  }

  private mutating func moveSideways(by step: Int) -> [ViewReply] {
    if wraps { return choosePane(max(0, min(panes.count - 1, selected + step))) }
    changePane { $0.column = max(0, min(Self.columnMax, $0.column + step * 8)) }
    return []
  }

  private mutating func choosePane(_ index: Int) -> [ViewReply] {
    guard panes.indices.contains(index) else {
      return [.say(.info, "There is no pane \(index + 1).")]
    }
    selected = index
    return []
  }

  private mutating func changeTimes() -> [ViewReply] {
    let all = Times.allCases
    times = all[((all.firstIndex(of: times) ?? 0) + 1) % all.count]
    return [.say(.info, times.words)]
  }

  /// Removes the filter, then the search, then shows all panes; `nil` when the view itself is to be left.
  private mutating func stepBack() -> [ViewReply]? {
    if pattern != nil { return use(nil, for: .filter) }
    if search != nil {
      search = nil
    } else if isAlone {
      isAlone = false
    } else {
      return nil
    }
    return []
  }

  private mutating func seekError(by step: Int) -> [ViewReply] {
    seek(by: step, absence: "No line here is an error.") { ($0.level ?? .trace) >= .error }
  }

  private mutating func seekMatch(by step: Int) -> [ViewReply] {
    guard let search else { return [.say(.info, "No search is active; / starts one.")] }
    return seek(by: step, absence: "No line here matches \(search.source)") {
      search.matches($0.text) ?? false
    }
  }

  private mutating func seek(
    by step: Int, absence: String, _ isWanted: (LogLine) -> Bool
  ) -> [ViewReply] {
    guard let isAround = changePane({ $0.seek(by: step, isWanted) }) else {
      return [.say(.info, absence)]
    }
    return isAround ? [.say(.info, "Continued from the other end of the log.")] : []
  }

  private func export() -> [ViewReply] {
    guard pane.shownCount > 0 else { return [.say(.info, "There is no line to write.")] }
    return [.effect(.world(.exportLogs(pane.scope, pane.shownLines)))]
  }
}

// The entry of a pattern.
extension LogsView {
  /// The maximum number of characters; longer input is not intended.
  private static let patternCountMax = 100

  mutating func type(
    _ key: Key, _ action: Action?, _ context: ViewContext
  ) -> [ViewReply] {
    guard let typing else { return [] }
    switch action {
    case .accept: return endTyping(typing)
    case .dismiss:
      self.typing = nil
      return use(typing.before, for: typing.purpose)
    case .erase where typing.text.isEmpty: self.typing = nil
    case .erase: return type(String(typing.text.dropLast()), typing, context)
    case .eraseAll: return type("", typing, context)
    default:
      if case .character(let character) = key {
        return type(typing.text + String(character), typing, context)
      }
    }
    return []
  }

  mutating func paste(_ text: String, _ context: ViewContext) -> [ViewReply] {
    typing.map { type($0.text + text, $0, context) } ?? []
  }

  /// Ends the entry. An invalid pattern stays until it is corrected or cancelled.
  private mutating func endTyping(_ typing: Typing) -> [ViewReply] {
    guard typing.problem == nil else { return [] }
    self.typing = nil
    // An empty entry removes the old pattern.
    if typing.text.isEmpty { return use(nil, for: typing.purpose) }
    guard typing.purpose == .search, let search else { return [] }
    let isHere = pane.selectedLine.flatMap { search.matches($0.text) } ?? false
    return isHere ? [] : seekMatch(by: -1)
  }

  private mutating func type(
    _ text: String, _ typing: Typing, _ context: ViewContext
  ) -> [ViewReply] {
    let text = String(text.prefix(Self.patternCountMax))
    self.typing?.text = text
    self.typing?.problem = nil
    guard !text.isEmpty else { return use(nil, for: typing.purpose) }
    switch context.patterns.read(text) {
    case .success(let pattern): return use(pattern, for: typing.purpose)
    case .failure(let problem):
      self.typing?.problem = problem
      return []
    }
  }

  private mutating func use(
    _ pattern: LogPattern?, for purpose: Typing.Purpose
  ) -> [ViewReply] {
    switch purpose {
    case .search: search = pattern
    case .filter:
      guard self.pattern != pattern else { return [] }
      self.pattern = pattern
      for index in panes.indices where !panes[index].narrow(to: pattern) {
        return dropCostlyPattern()
      }
    }
    return []
  }

  /// Drops the filter and shows all lines again, because the pattern would delay every key.
  mutating func dropCostlyPattern() -> [ViewReply] {
    guard let source = pattern?.source else { return [] }
    pattern = nil
    for index in panes.indices { _ = panes[index].narrow(to: nil) }
    return [
      .say(
        .warning, "\(source) takes too many steps on a line and is not used; make it simpler.")
    ]
  }
}
