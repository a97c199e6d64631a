import Canvas
import Environments

extension Model {
  /// Opens the logs of what the operator means: the selected service of the focused environments, or all of each.
  mutating func openLogs() {
    let service: Int? = if case .service(let row) = selection { row } else { nil }
    var meant = focused
    if let service {
      let declaring = meant.filter { catalog.services[service].services[$0] != nil }
      if !declaring.isEmpty { meant = declaring }
    }
    let name = service.map { catalog.services[$0].name }
    let scopes = meant.map { LogScope(environment: environments[$0].name, service: name) }
    logs = LogScreen(scopes)
    go(to: .logs)
    if scopes.count > LogScreen.panesMax {
      say(.info, "The first \(LogScreen.panesMax) of \(scopes.count) environments are shown.")
    }
  }

  /// Takes what a reader has; the answer lets it send more.
  mutating func take(_ batch: LogBatch, of scope: LogScope) -> [Effect] {
    guard let index = logs?.panes.firstIndex(where: { $0.scope == scope }) else { return [] }
    let filter = logs?.filter
    if logs?.panes[index].take(batch, filter: filter) == false { dropCostlyFilter() }
    return [.logsTaken(scope)]
  }

  mutating func dropCostlyFilter() {
    guard let source = logs?.filter?.source else { return }
    logs?.filter = nil
    for index in logs?.panes.indices ?? 0..<0 { _ = logs?.panes[index].narrow(to: nil) }
    say(.warning, "\(source) takes too many steps on a line and is not used; say it more exactly.")
  }

  /// Brings the panes' windows to where they belong; without the view, its lines are let go.
  mutating func settleLogs() {
    guard var screen = logs else { return }
    guard trail.contains(.logs) else {
      logs = nil
      return
    }
    logs = nil
    let body = Layout(self).body
    let count = LogsLayout.paneCount(screen, columns: body.width)
    if screen.selected < screen.firstPane { screen.firstPane = screen.selected }
    if screen.selected >= screen.firstPane + count {
      screen.firstPane = screen.selected - count + 1
    }
    screen.firstPane = max(0, min(screen.firstPane, screen.panes.count - count))
    for column in LogsLayout(screen, in: body).columns {
      let layout = LogLineLayout(
        screen, screen.panes[column.pane], width: column.inner.width, clock: clock)
      screen.panes[column.pane].settle(layout, height: column.inner.height)
    }
    logs = screen
  }

  /// What should be read.
  var logScopes: [LogScope] { logs?.panes.map(\.scope) ?? [] }
}

extension LogPane {
  /// Moves the window as little as possible so that the selected line is in it.
  mutating func settle(_ layout: LogLineLayout, height: Int) {
    guard shownCount > 0 else { return }
    let last = shownCount - 1
    let selected = isFollowing ? last : min(last, place(of: cursor))
    cursor = number(at: selected)
    var lowest = selected
    var rows = layout.height(of: buffer[cursor], most: height)
    while lowest > 0 {
      rows += layout.height(of: buffer[number(at: lowest - 1)], most: height)
      if rows > height { break }
      lowest -= 1
    }
    let wanted = isFollowing ? lowest : min(place(of: top), selected)
    top = number(at: max(lowest, min(last, wanted)))
  }
}
