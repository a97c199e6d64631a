import Canvas
import Environments

// The handling of keys.
extension Model {
  /// The context of the next key.
  var keyContext: KeyContext {
    switch input {
    case .dialogs(let dialogs, _): dialogs[0].keyContext
    case .command: .command
    case .filter: .filter
    case .view, .count: content.keyContext
    }
  }

  mutating func press(_ key: Key) -> [Effect] {
    let action = keys.action(for: key, in: keyContext)
    switch input {
    case .dialogs: return pressInDialog(key, action)
    case .command(let prompt): return pressInCommand(prompt, key, action)
    case .filter: return pressInFilter(key, action)
    case .view, .count: return pressInView(key, action)
    }
  }

  private mutating func pressInView(_ key: Key, _ action: Action?) -> [Effect] {
    if keyContext == .logSearch {
      if action == .redraw { return [.terminal(.redraw)] }
      let now = context
      return carryOut(changeLogs { $0.type(key, action, now) } ?? [])
    }
    let times = takeCount(key, action)
    if key == .control("c") { return interrupt() }
    guard let action else {
      if case .character = key {
        say(.info, "\(key.label) does nothing here; \(keys.name(of: .help)) shows the keys.")
      }
      return []
    }
    if let times { return take(action, times: times) }
    if input.count != nil, let digit = key.digit {
      focus(counting: digit)
      return []
    }
    if let objection = objection(to: action) {
      say(.info, objection)
      return []
    }
    return take(action, digit: key.digit)
  }

  private mutating func pressInFilter(_ key: Key, _ action: Action?) -> [Effect] {
    let filter = content.filter
    switch action {
    case .accept: input = .view
    case .dismiss:
      input = .view
      narrow("")
    case .erase where filter.isEmpty: input = .view
    case .erase: narrow(String(filter.dropLast()))
    case .eraseAll: narrow("")
    case .redraw: return [.terminal(.redraw)]
    default:
      switch key {
      case .character(let character) where filter.count < Prompt.filterCountMax:
        narrow(filter + String(character))
      case .up: view.change { $0.move(by: -1) }
      case .down: view.change { $0.move(by: 1) }
      default: break
      }
    }
    return []
  }

  /// Performs the action of a key or a command. `digit` is the pressed digit.
  mutating func take(_ action: Action, digit: Int? = nil) -> [Effect] {
    if action == .back, world.notices.acknowledge() { return [] }
    if let effects = takeInView(action, digit: digit) { return effects }
    switch action {
    case .left: moveFocus(by: -1)
    case .right: moveFocus(by: 1)
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .first: move(by: -content.rowCount)
    case .last: move(by: content.rowCount)
    case .pageUp: move(by: -pageHeight)
    case .pageDown: move(by: pageHeight)
    case .halfPageUp: move(by: -max(1, pageHeight / 2))
    case .halfPageDown: move(by: max(1, pageHeight / 2))
    case .focusAll: focusAll()
    case .nextView: tour(by: 1)
    case .previousView: tour(by: -1)
    case .overview: goHome()
    case .differences: go(to: .differences)
    case .help: go(to: .help)
    case .problems: go(to: .problems)
    case .logs: openLogs()
    case .messages:
      world.notices.acknowledgeAll()
      go(to: .messages)
    case .filter: input = .filter
    case .command: input = .command(Prompt())
    case .back: back()
    default: return act(action)
    }
    return []
  }

  private mutating func act(_ action: Action) -> [Effect] {
    switch action {
    case .open: open()
    case .edit: edit()
    case .copy: copy()
    case .inspect: inspect()
    case .shell: openShell()
    case .checkHealth: checkHealth()
    case .watchHealth: toggleWatching()
    case .launch: plan(.launch)
    case .stop: plan(.stop)
    case .restart: plan(.restart, content.selectedService(context).map { [$0] } ?? [])
    case .quit: quit()
    case .interrupt: interrupt()
    case .redraw: [.terminal(.redraw)]
    case .suspend: [.terminal(.suspend)]
    default: []
    }
  }

  /// Performs an action in the view; `nil` when the action is not one of the view's own.
  mutating func takeInView(_ action: Action, digit: Int? = nil) -> [Effect]? {
    let now = context
    var changed = view
    guard let replies = changed.change({ $0.take(action, digit: digit, now) }) else { return nil }
    if replies.contains(.relist) {
      rearrange { $0.view = changed }
    } else {
      view = changed
    }
    return carryOut(replies)
  }

  /// Performs the requests of a view, except for listing its rows again.
  mutating func carryOut(_ replies: [ViewReply]) -> [Effect] {
    var effects: [Effect] = []
    for reply in replies {
      switch reply {
      case .relist: break
      case .reveal(let row):
        let now = context
        view.change { $0.select(row, now) }
      case .say(let level, let text): say(level, text)
      case .effect(let effect): effects.append(effect)
      }
    }
    return effects
  }

  mutating func move(by rows: Int) { view.change { $0.move(by: rows) } }

  private var pageHeight: Int { content.pageHeight(context) }

  /// Inserts pasted text into the entry, up to its first line break. Pasted text never acts as keys.
  mutating func paste(_ text: String) {
    let line = text.prefix { !$0.isNewline }.map { $0 == "\t" ? " " : String($0) }.joined()
    switch keyContext {
    case .filter: narrow(String((content.filter + line).prefix(Prompt.filterCountMax)))
    case .logSearch:
      let now = context
      _ = carryOut(changeLogs { $0.paste(line, now) } ?? [])
    case .command: type((input.prompt?.text ?? "") + line)
    case .typedName:
      world.notices.toast = Toast(level: .info, text: "The name is typed, never pasted.")
    default:
      let filter = keys.name(of: .filter)
      say(
        .info, "Pasting does nothing here; \(filter) and \(keys.name(of: .command)) take text.")
    }
  }
}

// The meaning of the selected row.
extension Model {
  mutating func open() -> [Effect] {
    switch content.opening(context) {
    case .view(let id): go(to: id)
    case .settings(let service):
      var differences = DifferencesView()
      if case .differences(let before)? = known(.differences) { differences = before }
      differences.show(service: service)
      open(.differences(differences))
    case .file: return edit()
    case .fold: return takeInView(.fold) ?? []
    case nil: break
    }
    return []
  }

  /// A view as the operator left it, whether or not it is on the trail.
  func known(_ id: ViewID) -> View? { trail.first { $0.id == id } ?? left.last { $0.id == id } }

  func edit() -> [Effect] {
    guard let location = content.location(context) else { return [] }
    return [
      .terminal(
        .openEditor(file: location.file, line: location.line, column: location.column))
    ]
  }

  mutating func copy() -> [Effect] {
    guard case .text(let text) = content.copiedText(context) else { return [] }
    say(.info, "Copied \(text)")
    return [.terminal(.copy(text))]
  }

  /// Opens the logs of the selected service in the focused environments, or of all their services.
  mutating func openLogs() {
    let service = content.selectedService(context)
    var meant = context.focused
    if let row = context.catalog.services.first(where: { $0.name == service }) {
      let declaring = meant.filter { row.services[$0] != nil }
      if !declaring.isEmpty { meant = declaring }
    }
    let scopes = meant.map { LogScope(environment: environments[$0].name, service: service) }
    guard !scopes.isEmpty else { return }
    // The readers of these scopes go on and send nothing twice: their lines are kept.
    if logs?.panes.map(\.scope) == Array(scopes.prefix(LogsView.panesMax)) { return go(to: .logs) }
    open(.logs(LogsView(scopes)))
    if scopes.count > LogsView.panesMax {
      say(.info, "The first \(LogsView.panesMax) of \(scopes.count) environments are shown.")
    }
  }

  /// The reason why an action is not available now; `nil` when it is.
  func objection(to action: Action) -> String? {
    if let dialog = input.dialog { return objection(to: action, in: dialog) }
    if let objection = content.objection(to: action, context) { return objection }
    if let objection = context.objection(toActing: action) { return objection }
    switch action {
    case .logs:
      return environments.isEmpty ? "There is no environment whose logs could be read." : nil
    case .edit:
      let location = content.location(context)
      return location == nil ? "No file sets this value, so there is nothing to edit." : nil
    case .copy:
      switch content.copiedText(context) {
      case .text: return nil
      case .secret: return "A secret is never copied."
      case nil: return "There is nothing to copy on this row."
      }
    case .open:
      return content.opening(context) == nil ? "There is nothing to open on this row." : nil
    case .inspect: return containerObjection
    case .shell: return shellObjection
    default: return nil
    }
  }

  private func objection(to action: Action, in dialog: Dialog) -> String? {
    switch action {
    case .accept:
      if case .name = dialog.confirmation, dialog.confirmation?.isGiven == false {
        return "The name is not typed yet."
      }
      return nil
    case .down:
      let isWhole = DialogLayout(dialog, size: size).scrollMax == 0
      return isWhole ? "All of it is on the screen." : nil
    default: return nil
    }
  }
}
