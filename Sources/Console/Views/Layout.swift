import Canvas

/// How a screen is divided: a header line, the body, a panel while an operation runs, a line
/// while an error is not read, a footer line.
struct Layout: Hashable {
  static let sizeMin = Size(columns: 60, rows: 15)

  var body: Rect
  /// `nil` while nothing runs.
  var progress: Rect?
  /// `nil` while every error is read.
  var alert: Rect?

  init(_ model: Model) {
    let taken = model.unread == nil ? 0 : 1
    let whole = Rect(x: 0, y: 1, width: model.size.columns, height: model.size.rows - 2 - taken)
    if taken > 0 { alert = Rect(x: 0, y: whole.maxY, width: whole.width, height: 1) }
    guard let running = model.shownOperation else {
      body = whole
      return
    }
    let height = min(running.lines.count + 3, max(4, whole.height / 2))
    body = Rect(x: 0, y: 1, width: whole.width, height: whole.height - height)
    progress = Rect(x: 0, y: body.maxY, width: whole.width, height: height)
  }

  static func isTooSmall(_ size: Size) -> Bool {
    size.columns < sizeMin.columns || size.rows < sizeMin.rows
  }
}

extension Model {
  /// How many rows of the list are on the screen.
  var listHeight: Int {
    let body = Layout(self).body
    return max(1, body.height - 2 - headingHeight - (detailHeight == 0 ? 0 : detailHeight + 1))
  }

  /// Lines above the rows that do not scroll.
  var headingHeight: Int {
    switch place {
    case .differences: 1
    case .explanation(let key): meaningLines(key).count
    case .check: size.rows >= 20 ? 4 : 2
    default: 0
    }
  }

  /// Lines below the rows that tell more of the selected one.
  var detailHeight: Int {
    switch place {
    case .differences: return size.rows >= 40 ? 5 : size.rows >= 20 ? 3 : 1
    case .check: return size.rows >= 40 ? 14 : size.rows >= 20 ? 7 : 3
    case .health, .problems, .messages: return size.rows >= 20 ? 4 : 2
    case .inspection: return size.rows >= 20 ? 2 : 1
    case .overview, .explanation, .help, .logs: return 0
    }
  }
}
