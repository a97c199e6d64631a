import Canvas

/// The messages of the console, newest first.
struct MessagesView: FaultListView {
  enum Row: ViewRow {
    /// A notice, by its position in the list.
    case notice(Int)
    case note(String)

    var isSelectable: Bool { if case .notice = self { true } else { false } }
    var countedRows: Int { isSelectable ? 1 : 0 }
  }

  var list = RowList<Row>()
  var total = 0
  var filter = ""
  var onlyFaults = false

  var id: ViewID { .messages }
  var keyContext: KeyContext { .messages }
  var name: String? { "messages" }

  func rows(_ context: ViewContext) -> [Row] {
    let notices = context.world.notices.list
    let said = notices.indices.reversed().filter {
      matches(notices[$0].text) && !(onlyFaults && notices[$0].level != .error)
    }
    return said.isEmpty ? [.note("There are no messages.")] : said.map(Row.notice)
  }

  func total(_ context: ViewContext) -> Int { context.world.notices.list.count }

  func rowID(of row: Row, _ context: ViewContext) -> RowID? {
    if case .notice(let index) = row { .notice(context.world.notices.list[index]) } else { nil }
  }

  func copiedText(_ context: ViewContext) -> CopiedText? {
    selectedNotice(context).map { .text($0.text) }
  }

  private func selectedNotice(_ context: ViewContext) -> Notice? {
    guard case .notice(let index) = list.selection else { return nil }
    return context.world.notices.list[index]
  }

  func draw(into frame: inout Frame, in body: Rect, _ context: ViewContext) {
    let panel = Panel(rect: body)
    frame.draw(panel, title: StyledText("messages, newest first", .title))
    let inner = panel.inner
    frame.drawList(of: self, context, in: panel, y: inner.y) { frame, row, y in
      switch row {
      case .note(let text): frame.write(text, .muted, x: inner.x + 2, y: y, columns: inner.width)
      case .notice(let index):
        let line = context.world.notices.list[index].line(at: context.clock)
        frame.write(line, x: inner.x + 1, y: y, columns: inner.width - 1)
      }
    }
    let notice = selectedNotice(context)
    frame.drawDetail(
      height: detailHeight(context.size), in: panel, title: notice?.level.rawValue ?? "",
      lines: notice.map { Wrap.lines($0.text, columns: inner.width).map { StyledText($0) } } ?? [])
  }
}

extension Frame {
  /// Draws the oldest unread error above the footer.
  mutating func drawAlert(_ context: ViewContext, in area: Rect) {
    guard let notice = context.world.notices.unread else { return }
    let others = context.world.notices.unreadCount - 1
    let more = others == 0 ? "" : "\(others) more, "
    let list = context.keys.name(of: .messages)
    let help = "\(more)\(list)   \(context.keys.name(of: .back)) dismisses it "
    let room = area.width - SafeText.width(of: help)
    write(StyledText("✗ " + notice.text, .danger), x: 1, y: area.y, columns: max(20, room - 3))
    if room > 24 { write(help, x: room, y: area.y, style: .muted) }
  }
}

extension Notice {
  /// Such as `14:02:07 ▲ The files changed  ×3`.
  fileprivate func line(at clock: Clock?) -> StyledText {
    let time = at.map { Clock(now: $0, utcOffsetMinutes: clock?.utcOffsetMinutes ?? 0).time }
    let appearance = level.appearance
    let times = count == 1 ? "" : "×\(count)  "
    return StyledText((time ?? "        ") + " ", .muted)
      + StyledText(appearance.sign + " ", appearance.style)
      + StyledText(times, .info) + StyledText(text)
  }
}

extension Level {
  var appearance: (sign: String, style: Style) {
    switch self {
    case .info: ("·", .muted)
    case .warning: ("▲", .warning)
    case .error: ("✗", .danger)
    }
  }
}
