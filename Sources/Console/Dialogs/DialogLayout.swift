import Canvas

/// The position and the content of a dialog.
struct DialogLayout: Hashable {
  static let widthMin = 46
  static let widthMax = 100

  var rect: Rect
  var title: StyledText
  var role: Style.Role
  /// The scrolling part.
  var content: [StyledText]
  /// The fixed part below it: the question and the answers.
  var foot: [StyledText]

  init(_ dialog: Dialog, size: Size) {
    let words = DialogWords(dialog, columns: min(size.columns - 4, Self.widthMax) - 4)
    title = words.title
    role = words.role
    content = words.content
    foot = words.foot
    let needed = max(title.width + 2, (content + foot).map(\.width).max() ?? 0) + 4
    let width = min(size.columns - 4, max(Self.widthMin, needed))
    let wanted = content.count + foot.count + 2
    let height = min(size.rows - 2, wanted)
    rect = Rect(
      x: (size.columns - width) / 2, y: (size.rows - height) / 2, width: width, height: height)
  }

  var contentHeight: Int { max(0, rect.height - 2 - foot.count) }
  var scrollMax: Int { max(0, content.count - contentHeight) }
}

extension DialogLayout {
  /// The answer at a cell: the answers are the last line, No first.
  func answer(at point: Frame.Position, of dialog: Dialog) -> Confirmation.Choice? {
    guard case .choice = dialog.confirmation, point.y == rect.maxY - 2, let line = foot.last,
      line.parts.count == 3
    else { return nil }
    let no = SafeText.width(of: line.parts[0].text)
    let yes = no + SafeText.width(of: line.parts[1].text)
    let column = point.x - rect.x - 2
    if (0..<no).contains(column) { return .no }
    return (yes..<line.width).contains(column) ? .yes : nil
  }

  fileprivate func hint(top: Int) -> String {
    scrollMax == 0 ? "" : "\(top + 1)–\(top + contentHeight) of \(content.count)"
  }
}

extension Frame {
  /// Draws a dialog over the content of the frame.
  mutating func draw(_ dialog: Dialog) {
    let layout = DialogLayout(dialog, size: size)
    let panel = Panel(rect: layout.rect, weight: .heavy, role: layout.role)
    let rect = layout.rect
    // A blank column at each side separates the border from the content behind.
    fill(Rect(x: rect.x - 1, y: rect.y, width: rect.width + 2, height: rect.height))
    draw(panel, title: layout.title, hint: layout.hint(top: dialog.top))
    let inner = panel.inner
    for row in 0..<layout.contentHeight where dialog.top + row < layout.content.count {
      write(layout.content[dialog.top + row], x: inner.x, y: inner.y + row, columns: inner.width)
    }
    for (index, line) in layout.foot.enumerated() {
      let y = inner.y + layout.contentHeight + index
      let end = write(line, x: inner.x, y: y, columns: inner.width)
      if case .name = dialog.confirmation, index == layout.foot.count - 1 {
        cursor = Position(x: end, y: y)
      }
    }
  }
}
