import Canvas
import Environments

extension Frame {
  mutating func drawOverview(_ model: Model) {
    let layout = OverviewLayout(model)
    guard !layout.columns.isEmpty else { return drawNoColumns(model) }
    for column in layout.columns { draw(column, layout, model) }
    drawExtent(layout, model)
  }

  /// What is beyond the screen: rows of the services and of the settings, and columns.
  private mutating func drawExtent(_ layout: OverviewLayout, _ model: Model) {
    guard let first = layout.columns.first?.rect, let last = layout.columns.last?.rect else {
      return
    }
    let services = model.servicesCount
    let settings = model.items.count - services - 1
    scrollBar(
      x: last.maxX - 1, y: last.y + 1, height: layout.servicesHeight, offset: model.cursor.top,
      total: services)
    let rows = rowsOnScreen(
      top: model.cursor.lowerTop, height: layout.settingsHeight, count: settings)
    drawBeyond(left: layout.left, right: layout.right, rows: rows, first: first, last: last)
  }

  private mutating func drawNoColumns(_ model: Model) {
    let text = model.noColumns
    let lines = Wrap.lines(text, columns: size.columns - 4)
    for (index, line) in lines.enumerated() {
      write(line, x: (size.columns - SafeText.width(of: line)) / 2, y: size.rows / 2 + index)
    }
  }

  private mutating func draw(
    _ column: OverviewLayout.Column, _ layout: OverviewLayout, _ model: Model
  ) {
    let panel = model.panel(for: column)
    let rect = column.rect
    draw(panel, title: model.title(of: column.environment, columns: rect.width - 4))
    let items = model.items
    let services = items.firstIndex(of: .problemCount) ?? 0
    let metrics = RowMetrics(model, columns: rect.width - (rect.width < 30 ? 3 : 4))
    for row in 0..<layout.servicesHeight where model.cursor.top + row < services {
      drawRow(model.cursor.top + row, column, y: rect.y + 1 + row, metrics, model)
    }
    let divider = rect.y + 1 + layout.servicesHeight
    divide(panel, y: divider, title: model.problemTitle(of: column.environment))
    if items.indices.contains(model.cursor.row), items[model.cursor.row] == .problemCount {
      select(column, y: divider, metrics, model)
    }
    for row in 0..<layout.settingsHeight {
      let item = services + 1 + model.cursor.lowerTop + row
      if item < items.count { drawRow(item, column, y: divider + 1 + row, metrics, model) }
    }
    draw(Note(model, column.environment), layout, panel)
  }

  private mutating func drawRow(
    _ row: Int, _ column: OverviewLayout.Column, y: Int, _ metrics: RowMetrics, _ model: Model
  ) {
    let x = column.rect.x + 2
    switch model.items[row] {
    case .service(let service):
      drawService(service, column.environment, x: x, y: y, metrics, model)
    case .summary(let summary):
      drawSummary(summary, column.environment, x: x, y: y, metrics, model)
    default: break
    }
    highlight(
      Filter(model.filter).wanted,
      in: Rect(x: x, y: y, width: column.rect.width - 3, height: 1))
    if row == model.cursor.row { select(column, y: y, metrics, model) }
  }

  /// The selected row carries a sign in the column's margin, and reverse video where it is meant.
  private mutating func select(
    _ column: OverviewLayout.Column, y: Int, _ metrics: RowMetrics, _ model: Model
  ) {
    guard model.focus == .all || model.focus == .one(column.environment) else { return }
    let rect = column.rect
    write("▸", x: rect.x + 1, y: y, style: .key)
    // A bar across every column would shout; where all are meant, the names carry it.
    let width = model.focus == .all ? metrics.name + 2 : rect.width - 2
    restyle(Rect(x: rect.x + 1, y: y, width: width, height: 1)) { $0.isSelected = true }
  }

  private mutating func drawService(
    _ row: Int, _ environment: Int, x: Int, y: Int, _ metrics: RowMetrics, _ model: Model
  ) {
    let service = model.catalog.services[row]
    guard let declared = service.services[environment] else {
      write(service.name, .muted, x: x, y: y, columns: metrics.name)
      write("·", x: x + metrics.name + 1, y: y, style: .muted)
      return
    }
    let replicas = declared.replicas == 1 ? "" : " ×\(declared.replicas)"
    let name = SafeText.fit(service.name, columns: metrics.name - replicas.count)
    let end = write(name, x: x, y: y)
    write(replicas, x: end, y: y, style: .muted)
    let standing = model.columnStates[environment]
    guard let state = standing.states[row] else { return }
    let isStale = standing.isStale(at: model.clock)
    let style = isStale ? .muted : state.style
    let stateX = x + metrics.name + 1
    let stateEnd = write(
      "\(state.sign) \(state)", style, x: stateX, y: y, columns: x + metrics.columns - stateX)
    drawDetail(
      of: state, standing.startedAt[row], x: stateEnd + 2, end: x + metrics.columns, y: y,
      now: isStale ? standing.observedAt : model.clock?.now)
  }

  /// What a wide column has room for: since when it runs, or why it does not.
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
    _ row: Int, _ environment: Int, x: Int, y: Int, _ metrics: RowMetrics, _ model: Model
  ) {
    let summary = model.catalog.summary[row]
    write(summary.label, .muted, x: x, y: y, columns: metrics.name)
    guard let cell = summary.cells[environment] else { return }
    let valueX = x + metrics.name + 1
    if cell.isDifferent { write("≠", x: valueX, y: y, style: Style(.different)) }
    write(
      cell.text, cell.isDifferent ? Style(.different) : .text, x: valueX + 2, y: y,
      columns: metrics.columns - metrics.name - 3)
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
