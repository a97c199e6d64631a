import Canvas

extension Frame {
  mutating func drawMessages(_ model: Model, in body: Rect) {
    let panel = Panel(rect: body)
    draw(panel, title: StyledText("what was said, last first", .title))
    let inner = panel.inner
    drawList(model, in: panel, y: inner.y) { frame, item, y in
      switch item {
      case .note(let text): frame.write(text, .muted, x: inner.x + 2, y: y, columns: inner.width)
      case .notice(let index):
        let line = model.notices[index].line(at: model.clock)
        frame.write(line, x: inner.x + 1, y: y, columns: inner.width - 1)
      default: break
      }
    }
    guard case .notice(let index) = model.selection else {
      return drawDetail(model, in: panel, title: "", lines: [])
    }
    let notice = model.notices[index]
    let lines = Wrap.lines(notice.text, columns: inner.width).map { StyledText($0) }
    drawDetail(model, in: panel, title: notice.level.rawValue, lines: lines)
  }

  /// The oldest error that is not read, above the footer.
  mutating func drawAlert(_ model: Model, in area: Rect) {
    guard let notice = model.unread else { return }
    let others = model.unreadCount - 1
    let more = others == 0 ? "" : "\(others) more, "
    let list = model.keys.name(of: .messages)
    let help = "\(more)\(list)   \(model.keys.name(of: .back)) takes it as read "
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
