import Canvas
import Environments

extension DifferencesView {
  func draw(into frame: inout Frame, in body: Rect, _ context: ViewContext) {
    let panel = Panel(rect: body)
    let layout = DifferencesLayout(context, in: body)
    frame.draw(panel, title: title(context))
    frame.drawColumnNames(layout, context, y: body.y + 1)
    if list.rows.isEmpty {
      frame.write(
        emptyWords(context), .muted, x: panel.inner.x, y: body.y + 3, columns: panel.inner.width)
    }
    frame.drawList(
      of: self, context, in: panel, y: body.y + 2, marking: layout.keyWidth + 2,
      window: layout.window
    ) { frame, row, y in
      switch row {
      case .group(let name, let count, let isFolded):
        frame.drawGroup(name, count, isFolded, in: panel.inner, y: y)
      case .difference(let row):
        frame.drawDifference(
          row, label: label(of: context.matrix.rows[row], context), layout, context, y: y)
      }
    }
    frame.drawDetail(
      height: detailHeight(context.size), in: panel,
      title: selectedRow(context)?.key.path ?? "",
      lines: detail(context, columns: panel.inner.width))
  }
}

extension Frame {
  fileprivate mutating func drawGroup(
    _ name: String, _ count: Int, _ isFolded: Bool, in inner: Rect, y: Int
  ) {
    let room = max(6, inner.width - 20)
    let heading = StyledText(name.fittingEnd(columns: room), .title)
    drawHeading(
      heading + StyledText(" · \(count)" + (isFolded ? " folded" : ""), .muted), in: inner, y: y)
  }

  fileprivate mutating func drawColumnNames(
    _ layout: DifferencesLayout, _ context: ViewContext, y: Int
  ) {
    write("key", .muted, x: layout.keyX, y: y, columns: layout.keyWidth)
    for column in layout.window.columns {
      let environment = context.environments[column.environment]
      let isFocused = context.focus == .one(column.environment)
      let name =
        "\(column.environment + 1) \(environment.name)" + (environment.isProtected ? " ⊘" : "")
      let style = isFocused ? Style(.focusedBorder, bold: true) : .title
      write(isFocused ? "▾" : " ", x: column.x + 1, y: y, style: style)
      write(name, style, x: column.x + 3, y: y, columns: column.width - 4)
    }
  }

  fileprivate mutating func drawDifference(
    _ row: Int, label: String, _ layout: DifferencesLayout, _ context: ViewContext, y: Int
  ) {
    let difference = context.matrix.rows[row]
    let marks = context.marks(ofRow: row)
    writePath(
      label, difference.kind == .same ? .muted : .text, x: layout.keyX, y: y,
      columns: layout.keyWidth)
    let width = (layout.window.columns.first?.width ?? 0) - 4
    let drawn = layout.window.columns.map { context.catalog.columns[$0.environment] }
    let texts = difference.texts { text, position in
      drawn.contains(position) ? SafeText.fit(text, columns: width) : text
    }
    for column in layout.window.columns {
      guard let position = context.catalog.columns[column.environment],
        let mark = marks[column.environment]
      else { continue }
      let appearance = CellAppearance(mark, isAccepted: difference.accepted != nil)
      write(appearance.sign, x: column.x + 2 - appearance.sign.count, y: y, style: appearance.style)
      write(
        texts[position] ?? "missing", appearance.style, x: column.x + 3, y: y,
        columns: column.width - 4)
    }
  }
}

extension DifferencesView {
  /// Such as `12 differences, 3 accepted`.
  private func title(_ context: ViewContext) -> StyledText {
    let counts = context.catalog.differenceCounts
    let noun = counts.open == 1 ? "difference" : "differences"
    var title = StyledText("\(counts.open) \(noun)", .title)
    if counts.accepted > 0 {
      title += StyledText(", \(counts.accepted) accepted", Style(.accepted))
    }
    title += StyledText(listsAllRows ? " · all rows" : "", .muted)
    let words = [onlyFaults ? "only faults · " + tally.words : nil, sort.words, grouping.words]
    return words.compactMap(\.self).reduce(into: title) { $0 += StyledText(" · " + $1, .info) }
  }

  private func emptyWords(_ context: ViewContext) -> String {
    if context.environments.isEmpty { return context.noEnvironments }
    if !filter.isEmpty { return "Nothing listed matches \(filter); Esc clears the filter." }
    if onlyFaults { return "Every difference is accepted; Esc lists them." }
    return context.environments.count < 2
      ? "There is one environment only; a lists every setting."
      : "Nothing differs; a lists every setting."
  }

  /// The key; below the heading of its service, the part after the service's name.
  private func label(of row: Matrix.Row, _ context: ViewContext) -> String {
    guard grouping == .service, row.key.source == .compose, filter.isEmpty else {
      return row.key.path
    }
    let prefix = "services.\(group(of: row, context))."
    return row.key.path.hasPrefix(prefix)
      ? String(row.key.path.dropFirst(prefix.count)) : row.key.path
  }

  /// The value in each focused environment, complete where it fits, and its place in the files.
  private func detail(_ context: ViewContext, columns: Int) -> [StyledText] {
    guard let row = selectedRow(context) else { return [] }
    var lines: [StyledText] = []
    if let reason = row.accepted {
      lines = Wrap.lines("✓ accepted: \(reason)", columns: columns)
        .map { StyledText($0, Style(.accepted)) }
    }
    let named = context.focused.filter { index in
      context.catalog.columns[index].map { row.cells[$0] != nil } ?? false
    }.prefix(detailHeight(context.size))
    let width = named.map { SafeText.width(of: context.environments[$0].name) }.max() ?? 0
    let places = row.cells.map { $0?.origin?.words ?? "supplied by Compose" }
    let texts = row.texts { text, position in
      let room = columns - width - 4 - SafeText.width(of: places[position])
      return SafeText.fit(text, columns: max(columns / 3, room))
    }
    return lines
      + named.compactMap { index in
        guard let position = context.catalog.columns[index], let text = texts[position] else {
          return nil
        }
        let name = context.environments[index].name
        let gap = SafeText.fill("", columns: width - SafeText.width(of: name) + 2)
        return StyledText(name, .title) + StyledText(gap + text)
          + StyledText("  " + places[position], .muted)
      }
  }
}

extension Source {
  /// The name of the source in headings.
  var name: String {
    switch self {
    case .settings: "settings"
    case .env: ".env files"
    case .compose: "Compose"
    case .secrets: "secrets"
    }
  }
}
