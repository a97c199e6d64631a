import Canvas
import Environments

extension OverviewView {
  func draw(into frame: inout Frame, in body: Rect, _ context: ViewContext) {
    let layout = OverviewLayout(self, context)
    guard !layout.columns.isEmpty else {
      if context.environments.isEmpty, !context.world.configuration.leftOut.apps.isEmpty {
        return frame.drawApps(context.world.configuration.leftOut, in: body)
      }
      return frame.drawCentred(noColumns(context))
    }
    for column in layout.columns { frame.draw(column, layout, self, context) }
    frame.drawExtent(layout, self)
    if let note = layout.sharedNote { frame.draw(note, in: layout.sharedNoteRect) }
  }

  /// The reason why no environment has a column.
  private func noColumns(_ context: ViewContext) -> String {
    if context.environments.isEmpty { return context.noEnvironments }
    if !Filter(filter).takesAllEnvironments {
      return "No environment matches \(filter); Esc clears the filter."
    }
    return "No faults in \(context.environments.count) environments; Esc shows all."
  }
}

extension Frame {
  /// Draws the number of rows and columns that are beyond the screen.
  fileprivate mutating func drawExtent(_ layout: OverviewLayout, _ view: OverviewView) {
    guard let first = layout.columns.first?.rect, let last = layout.columns.last?.rect else {
      return
    }
    let services = view.servicesCount
    let settings = view.settingsCount
    scrollBar(
      x: last.maxX - 1, y: last.y + 1, height: layout.servicesHeight, offset: view.list.cursor.top,
      total: services)
    let rows = rowsOnScreen(
      top: view.lowerTop, height: layout.settingsHeight, count: settings)
    drawBeyond(left: layout.left, right: layout.right, rows: rows, first: first, last: last)
  }

  fileprivate mutating func drawCentred(_ text: String) {
    let lines = Wrap.lines(text, columns: size.columns - 4)
    for (index, line) in lines.enumerated() {
      write(line, x: (size.columns - SafeText.width(of: line)) / 2, y: size.rows / 2 + index)
    }
  }

  /// Draws the apps to choose from, as many as there is room for.
  fileprivate mutating func drawApps(_ leftOut: LeftOut, in body: Rect) {
    let lines = leftOut.chooseLines(beside: 0)
    let isCut = lines.count > body.height - 2
    for (index, line) in lines.prefix(body.height - (isCut ? 3 : 2)).enumerated() {
      write(line, x: body.x + 2, y: body.y + 1 + index, columns: body.width - 4)
    }
    guard isCut else { return }
    write(
      "  … and \(lines.count - body.height + 3) more: triptych list names them all", .muted,
      x: body.x + 2, y: body.maxY - 2, columns: body.width - 4)
  }

  /// Draws what can be done with a single environment, below its settings where there is room.
  private mutating func drawFirstStep(
    from divider: Int, _ column: OverviewLayout.Column, _ layout: OverviewLayout,
    _ view: OverviewView, _ context: ViewContext
  ) {
    guard let step = context.world.configuration.firstStep else { return }
    let lines = Wrap.lines(step, columns: column.rect.width - 4)
    guard lines.count < layout.settingsHeight - view.settingsCount else { return }
    let end = divider + 1 + layout.settingsHeight
    for (index, line) in lines.enumerated() {
      write(
        line, .muted, x: column.rect.x + 2, y: end - lines.count + index,
        columns: column.rect.width - 4)
    }
  }

  fileprivate mutating func draw(
    _ column: OverviewLayout.Column, _ layout: OverviewLayout, _ view: OverviewView,
    _ context: ViewContext
  ) {
    let panel = column.panel(context)
    let rect = column.rect
    draw(panel, title: context.columnTitle(of: column.environment, columns: rect.width - 4))
    let cursor = view.list.cursor
    let services = view.servicesCount
    let metrics = RowMetrics(context, columns: rect.width - (rect.width < 30 ? 3 : 4))
    for row in 0..<layout.servicesHeight where cursor.top + row < services {
      drawRow(cursor.top + row, column, y: rect.y + 1 + row, metrics, view, context)
    }
    let divider = rect.y + 1 + layout.servicesHeight
    divide(panel, y: divider, title: context.problemTitle(of: column.environment))
    if view.list.selection == .problemCount {
      select(column, y: divider, metrics, context)
    }
    for row in 0..<layout.settingsHeight {
      let item = services + 1 + view.lowerTop + row
      if item < view.list.count {
        drawRow(item, column, y: divider + 1 + row, metrics, view, context)
      }
    }
    drawFirstStep(from: divider, column, layout, view, context)
    if layout.sharedNote == nil { draw(Note(context, column.environment), layout, panel) }
  }

  private mutating func drawRow(
    _ row: Int, _ column: OverviewLayout.Column, y: Int, _ metrics: RowMetrics,
    _ view: OverviewView, _ context: ViewContext
  ) {
    let x = column.rect.x + 2
    switch view.list[row] {
    case .service(let service):
      drawService(service, column.environment, x: x, y: y, metrics, context)
    case .orphan(let name):
      drawUndeclared(name, column.environment, x: x, y: y, metrics, context)
    case .summary(let summary):
      drawSummary(summary, column.environment, x: x, y: y, metrics, context)
    case .problemCount: break
    }
    highlight(
      Filter(view.filter).wanted,
      in: Rect(x: x, y: y, width: column.rect.width - 3, height: 1))
    if row == view.list.cursor.row { select(column, y: y, metrics, context) }
  }

  /// Marks the selected row with a sign in the margin of the column, and with reverse video in focused columns.
  private mutating func select(
    _ column: OverviewLayout.Column, y: Int, _ metrics: RowMetrics, _ context: ViewContext
  ) {
    guard context.focus == .all || context.focus == .one(column.environment) else { return }
    let rect = column.rect
    write("▸", x: rect.x + 1, y: y, style: .key)
    // A bar across every column would be too prominent; when all are focused, only the names are reversed.
    let width = context.focus == .all ? metrics.name + 2 : rect.width - 2
    restyle(Rect(x: rect.x + 1, y: y, width: width, height: 1)) { $0.isSelected = true }
  }

  private mutating func drawService(
    _ row: Int, _ environment: Int, x: Int, y: Int, _ metrics: RowMetrics, _ context: ViewContext
  ) {
    let service = context.catalog.services[row]
    guard let declared = service.services[environment] else {
      return drawUndeclared(service.name, environment, x: x, y: y, metrics, context)
    }
    let replicas = declared.replicas == 1 ? "" : " ×\(declared.replicas)"
    let name = SafeText.fit(service.name, columns: metrics.name - replicas.count)
    let end = write(name, x: x, y: y)
    write(replicas, x: end, y: y, style: .muted)
    let states = context.world.columnStates[environment]
    guard let state = states.states[row] else { return }
    let isStale = states.isStale(at: context.clock)
    let style = isStale ? .muted : state.style
    let stateX = x + metrics.name + 1
    let stateEnd = write(
      "\(state.sign) \(state)", style, x: stateX, y: y, columns: x + metrics.columns - stateX)
    drawDetail(
      of: state, states.startedAt[row], x: stateEnd + 2, end: x + metrics.columns, y: y,
      now: isStale ? states.observedAt : context.clock?.now)
  }

  /// Draws what the environment does not declare: nothing, or an orphan.
  private mutating func drawUndeclared(
    _ name: String, _ environment: Int, x: Int, y: Int, _ metrics: RowMetrics,
    _ context: ViewContext
  ) {
    write(name, .muted, x: x, y: y, columns: metrics.name)
    let states = context.world.columnStates[environment]
    let stateX = x + metrics.name + 1
    guard let orphan = states.orphan(named: name) else {
      write("·", x: stateX, y: y, style: .muted)
      return
    }
    let style = states.isStale(at: context.clock) ? .muted : orphan.state.style
    write(
      "\(orphan.state.sign) \(orphan.words)", style, x: stateX, y: y,
      columns: x + metrics.columns - stateX)
  }

  /// Draws what fits into a wide column: the time of the start, or the reason why the service does not run.
  private mutating func drawDetail(
    of state: ServiceState, _ startedAt: Int?, x: Int, end: Int, y: Int, now: Int?
  ) {
    if case .unhealthy(let reason) = state {
      if end - x >= 8 { write(reason, .muted, x: x, y: y, columns: end - x) }
    } else if let startedAt, let now, state.isUp {
      let text = "up " + Span.roughly(seconds: now - startedAt)
      let textX = end - SafeText.width(of: text)
      if textX >= x { write(text, x: textX, y: y, style: .muted) }
    }
  }

  private mutating func drawSummary(
    _ row: Int, _ environment: Int, x: Int, y: Int, _ metrics: RowMetrics, _ context: ViewContext
  ) {
    let summary = context.catalog.summary[row]
    write(summary.label, .muted, x: x, y: y, columns: metrics.name)
    guard let cell = summary.cells[environment] else { return }
    let valueX = x + metrics.name + 1
    if cell.isDifferent { write("≠", x: valueX, y: y, style: Style(.different)) }
    let room = metrics.columns - metrics.name - 3
    write(
      cell.text(columns: room), cell.isDifferent ? Style(.different) : .text, x: valueX + 2, y: y,
      columns: room)
  }

  fileprivate mutating func draw(_ shared: Note, in rect: Rect) {
    let lines = Wrap.lines(shared.line, columns: rect.width)
    for (index, line) in lines.prefix(rect.height).enumerated() {
      let isCut = index == rect.height - 1 && lines.count > rect.height
      write(isCut ? line + " …" : line, .warning, x: rect.x, y: rect.y + index, columns: rect.width)
    }
  }

  private mutating func draw(_ note: Note?, _ layout: OverviewLayout, _ panel: Panel) {
    guard let note, layout.notesHeight > 0 else { return }
    let y = panel.rect.maxY - 1 - layout.notesHeight
    divide(panel, y: y - 1, title: StyledText("▲ " + note.title, .warning))
    let lines = Wrap.lines(note.text, columns: panel.inner.width)
    for (index, line) in lines.prefix(layout.notesHeight).enumerated() {
      let isCut = index == layout.notesHeight - 1 && lines.count > layout.notesHeight
      write(
        isCut ? line + " …" : line, x: panel.inner.x, y: y + index, style: .muted,
        clip: panel.inner)
    }
  }
}

extension OverviewLayout.Column {
  func panel(_ context: ViewContext) -> Panel {
    let isFocused = context.focus == .one(environment)
    let isProtected = context.environments[environment].isProtected
    let role: Style.Role = isProtected ? .protectedBorder : isFocused ? .focusedBorder : .border
    return Panel(rect: rect, weight: isFocused ? .heavy : .light, role: role)
  }
}

extension ViewContext {
  /// Such as `3 prod ⊘ protected · degraded · stale 40 s`; where room is short, the word `protected` gives way
  /// first and the state last.
  func columnTitle(of index: Int, columns: Int) -> StyledText {
    let environment = environments[index]
    let states = world.columnStates[index]
    let name = StyledText("\(index + 1) \(environment.name)", .title)
    let sign = StyledText(environment.isProtected ? " ⊘" : "", .warning)
    let word = StyledText(environment.isProtected ? " protected" : "", .warning)
    let state = StyledText(states.summary.isEmpty ? "" : " · " + states.summary)
    let doubt = states.doubt(at: clock)
    let age = StyledText(doubt.map { " · " + $0 } ?? "", .warning)
    let short = name + sign + StyledText(" " + states.summary)
    var choices = [name + sign + word + state + age, name + sign + state + age]
    if doubt != nil { choices.append(name + sign + age) }
    return choices.first { $0.width <= columns } ?? short
  }

  /// Such as `settings · 3 problems`.
  func problemTitle(of index: Int) -> StyledText {
    let count = catalog.problems[index]
    let style: Style = count.errors > 0 ? .danger : count.warnings > 0 ? .warning : .ok
    return StyledText("settings", .title) + StyledText(" · ", .muted)
      + StyledText(count.words, style)
  }
}
