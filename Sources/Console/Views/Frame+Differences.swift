import Canvas
import Environments

extension Frame {
  mutating func drawDifferences(_ model: Model, in body: Rect) {
    let panel = Panel(rect: body)
    let layout = DifferencesLayout(model, in: body)
    draw(panel, title: model.differencesTitle)
    drawColumnNames(layout, model, y: body.y + 1)
    if model.items.isEmpty {
      write(
        model.emptyDifferences, .muted, x: panel.inner.x, y: body.y + 3, columns: panel.inner.width)
    }
    drawList(
      model, in: panel, y: body.y + 2, marking: layout.keyWidth + 2, window: layout.window
    ) { frame, item, y in
      switch item {
      case .group(let name, let count, let isFolded):
        frame.drawGroup(name, count, isFolded, in: panel.inner, y: y)
      case .difference(let row): frame.drawDifference(row, layout, model, y: y)
      default: break
      }
    }
    drawDetail(
      model, in: panel, title: model.differenceDetailTitle,
      lines: model.differenceDetail(columns: panel.inner.width))
  }

  private mutating func drawGroup(
    _ name: String, _ count: Int, _ isFolded: Bool, in inner: Rect, y: Int
  ) {
    let room = max(6, inner.width - 20)
    let heading = StyledText(name.fittingEnd(columns: room), .title)
    drawHeading(
      heading + StyledText(" · \(count)" + (isFolded ? " folded" : ""), .muted), in: inner, y: y)
  }

  private mutating func drawColumnNames(_ layout: DifferencesLayout, _ model: Model, y: Int) {
    write("key", .muted, x: layout.keyX, y: y, columns: layout.keyWidth)
    for column in layout.window.columns {
      let environment = model.environments[column.environment]
      let isFocused = model.focus == .one(column.environment)
      let name =
        "\(column.environment + 1) \(environment.name)" + (environment.isProtected ? " ⊘" : "")
      let style = isFocused ? Style(.focusedBorder, bold: true) : .title
      write(isFocused ? "▾" : " ", x: column.x + 1, y: y, style: style)
      write(name, style, x: column.x + 3, y: y, columns: column.width - 4)
    }
  }

  private mutating func drawDifference(
    _ row: Int, _ layout: DifferencesLayout, _ model: Model, y: Int
  ) {
    let difference = model.matrix.rows[row]
    let marks = model.marks(ofRow: row)
    writePath(
      model.label(of: difference), difference.kind == .same ? .muted : .text, x: layout.keyX, y: y,
      columns: layout.keyWidth)
    for column in layout.window.columns {
      guard let position = model.catalog.columns[column.environment],
        let mark = marks[column.environment]
      else { continue }
      let appearance = CellAppearance(mark, isAccepted: difference.accepted != nil)
      write(appearance.sign, x: column.x + 2 - appearance.sign.count, y: y, style: appearance.style)
      let text = difference.cells[position]?.value.text ?? "missing"
      write(text, appearance.style, x: column.x + 3, y: y, columns: column.width - 4)
    }
  }
}

extension Source {
  /// The source as headings call it.
  var name: String {
    switch self {
    case .settings: "settings"
    case .env: ".env files"
    case .compose: "Compose"
    case .secrets: "secrets"
    }
  }
}
