import Canvas
import Environments

extension Model {
  mutating func beginTyping(_ purpose: LogScreen.Typing.Purpose) {
    let before = purpose == .search ? logs?.search : logs?.filter
    logs?.typing = LogScreen.Typing(purpose: purpose, before: before)
  }

  mutating func pressInLogSearch(_ key: Key, _ action: Action?) -> [Effect] {
    guard let typing = logs?.typing else { return [] }
    switch action {
    case .accept: endTyping(typing)
    case .dismiss:
      logs?.typing = nil
      use(typing.before, for: typing.purpose)
    case .erase:
      if typing.text.isEmpty {
        logs?.typing = nil
      } else {
        type(String(typing.text.dropLast()), typing)
      }
    case .eraseAll: type("", typing)
    case .redraw: return [.redraw]
    default:
      if case .character(let character) = key, typing.text.count < Model.typedCountMax {
        type(typing.text + String(character), typing)
      }
    }
    return []
  }

  mutating func pasteIntoPattern(_ text: String) {
    guard let typing = logs?.typing else { return }
    type(String((typing.text + text).prefix(Model.typedCountMax)), typing)
  }

  /// A wrong pattern stays until it is put right or left.
  private mutating func endTyping(_ typing: LogScreen.Typing) {
    guard typing.problem == nil else { return }
    logs?.typing = nil
    // Nothing typed takes the old one off.
    if typing.text.isEmpty { use(nil, for: typing.purpose) }
    if typing.purpose == .search, let search = logs?.search {
      let isHere = logs?.pane.selectedLine.flatMap { search.matches($0.text) } ?? false
      if !isHere {
        seekLine(by: -1, absence: "No line here matches \(search.source)") {
          search.matches($0.text) ?? false
        }
      }
    }
  }

  private mutating func type(_ text: String, _ typing: LogScreen.Typing) {
    logs?.typing?.text = text
    logs?.typing?.problem = nil
    guard !text.isEmpty else { return use(nil, for: typing.purpose) }
    switch patterns.read(text) {
    case .success(let pattern): use(pattern, for: typing.purpose)
    case .failure(let problem): logs?.typing?.problem = problem
    }
  }

  private mutating func use(_ pattern: LogPattern?, for purpose: LogScreen.Typing.Purpose) {
    switch purpose {
    case .search: logs?.search = pattern
    case .filter:
      guard logs?.filter != pattern else { return }
      logs?.filter = pattern
      narrowLogs()
    }
  }

  /// Applies the filter to every pane.
  mutating func narrowLogs() {
    let filter = logs?.filter
    for index in logs?.panes.indices ?? 0..<0
    where logs?.panes[index].narrow(to: filter) == false {
      return dropCostlyFilter()
    }
  }
}
