import Canvas

/// The weight of a panel's border: the focused panel differs in weight as well as in colour.
enum PanelWeight {
  case light, heavy

  var horizontal: String { self == .light ? "─" : "━" }
  var vertical: String { self == .light ? "│" : "┃" }
  var corners: (String, String, String, String) {
    self == .light ? ("┌", "┐", "└", "┘") : ("┏", "┓", "┗", "┛")
  }
  var tees: (String, String) { self == .light ? ("├", "┤") : ("┣", "┫") }
}

/// The border of a panel, before it is drawn.
struct Panel {
  var rect: Rect
  var weight = PanelWeight.light
  var role = Style.Role.border

  var style: Style { Style(role, bold: weight == .heavy) }
  /// The area of the content, with a blank column at each side.
  var inner: Rect {
    Rect(x: rect.x + 2, y: rect.y + 1, width: rect.width - 4, height: rect.height - 2)
  }
}

extension Frame {
  /// Draws the border; `hint` is at the right end of the bottom line.
  mutating func draw(_ panel: Panel, title: StyledText = StyledText(), hint: String = "") {
    let rect = panel.rect
    guard rect.width >= 2, rect.height >= 2 else { return }
    let (topLeft, topRight, bottomLeft, bottomRight) = panel.weight.corners
    edge(panel, y: rect.y, left: topLeft, right: topRight)
    edge(panel, y: rect.maxY - 1, left: bottomLeft, right: bottomRight)
    for y in (rect.y + 1)..<max(rect.y + 1, rect.maxY - 1) {
      write(panel.weight.vertical, x: rect.x, y: y, style: panel.style)
      write(panel.weight.vertical, x: rect.maxX - 1, y: y, style: panel.style)
    }
    self.title(title, of: panel, y: rect.y)
    if !hint.isEmpty {
      let text = " " + SafeText.fit(hint, columns: rect.width - 6) + " "
      write(
        text, x: rect.maxX - 2 - SafeText.width(of: text), y: rect.maxY - 1, style: .muted)
    }
  }

  /// Draws a line across the panel that begins a new part.
  mutating func divide(_ panel: Panel, y: Int, title: StyledText = StyledText()) {
    let (left, right) = panel.weight.tees
    edge(panel, y: y, left: left, right: right)
    self.title(title, of: panel, y: y)
  }

  private mutating func edge(_ panel: Panel, y: Int, left: String, right: String) {
    let rect = panel.rect
    let line = String(repeating: panel.weight.horizontal, count: rect.width - 2)
    write(left + line + right, x: rect.x, y: y, style: panel.style)
  }

  private mutating func title(_ title: StyledText, of panel: Panel, y: Int) {
    guard !title.parts.isEmpty, panel.rect.width > 6 else { return }
    let x = panel.rect.x + 1
    let end = write(
      StyledText(" ", panel.style) + title, x: x, y: y, columns: panel.rect.width - 3)
    write(" ", x: end, y: y, style: panel.style)
  }
}

extension Rect {
  func holds(_ point: Frame.Position) -> Bool {
    (x..<maxX).contains(point.x) && (y..<maxY).contains(point.y)
  }
}
