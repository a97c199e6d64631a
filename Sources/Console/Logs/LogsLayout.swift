import Canvas
import Environments

/// The positions of the panes of the logs.
struct LogsLayout: Hashable {
  struct Column: Hashable {
    /// The position of the pane in the screen's panes.
    var pane: Int
    var rect: Rect

    var inner: Rect {
      Rect(x: rect.x + 2, y: rect.y + 1, width: rect.width - 4, height: rect.height - 2)
    }
  }

  var columns: [Column]

  init(_ screen: LogsView, in body: Rect) {
    let count = Self.paneCount(screen, columns: body.width)
    let first =
      screen.isAlone
      ? screen.selected : max(0, min(screen.firstPane, screen.panes.count - count))
    var x = body.x
    columns = (0..<count).map { position in
      let width = body.width / count + (position < body.width % count ? 1 : 0)
      defer { x += width }
      return Column(
        pane: first + position, rect: Rect(x: x, y: body.y, width: width, height: body.height))
    }
  }

  /// The number of panes that fit.
  static func paneCount(_ screen: LogsView, columns: Int) -> Int {
    screen.isAlone
      ? 1 : max(1, min(screen.panes.count, columns / Layout.columnWidthMin))
  }
}
