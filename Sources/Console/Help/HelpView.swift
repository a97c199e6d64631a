import Canvas

/// The keys, made from the key table.
struct HelpView: ListView {
  enum Row: ViewRow {
    case title(String)
    case binding(Int)
    case blank

    var isSelectable: Bool { if case .binding = self { true } else { false } }
    var countedRows: Int { isSelectable ? 1 : 0 }
  }

  var list = RowList<Row>()
  var total = 0
  var filter = ""

  var id: ViewID { .help }
  var keyContext: KeyContext { .help }
  var name: String? { "keys" }
  mutating func narrow(to filter: String) { self.filter = filter }

  func rows(_ context: ViewContext) -> [Row] {
    let bindings = context.keys.bindings
    var rows: [Row] = []
    for group in KeyBinding.Group.allCases {
      let own = bindings.indices.filter {
        bindings[$0].group == group && matches(bindings[$0].help + "\n" + bindings[$0].label)
      }
      if own.isEmpty { continue }
      if !rows.isEmpty { rows.append(.blank) }
      rows.append(.title(group.rawValue))
      rows += own.map(Row.binding)
    }
    return rows
  }

  func total(_ context: ViewContext) -> Int { context.keys.bindings.count }

  func draw(into frame: inout Frame, in body: Rect, _ context: ViewContext) {
    let panel = Panel(rect: body)
    frame.draw(panel, title: StyledText("keys", .title))
    let inner = panel.inner
    let bindings = context.keys.bindings
    let width = bindings.map { SafeText.width(of: $0.label) }.max() ?? 0
    frame.drawList(of: self, context, in: panel, y: inner.y) { frame, row, y in
      switch row {
      case .title(let text): frame.drawHeading(StyledText(text, .title), in: inner, y: y)
      case .binding(let index):
        frame.write(bindings[index].label, x: inner.x + 2, y: y, style: .key)
        let x = inner.x + 2 + width + 2
        frame.write(line(bindings[index], context), x: x, y: y, columns: inner.maxX - x)
      case .blank: break
      }
    }
  }

  /// The function of the key, and the reason why it is not available now.
  private func line(_ binding: KeyBinding, _ context: ViewContext) -> StyledText {
    guard let objection = context.objection(toActing: binding.action) else {
      return StyledText(binding.help)
    }
    return StyledText(binding.help, .muted) + StyledText("  " + objection, .warning)
  }
}
