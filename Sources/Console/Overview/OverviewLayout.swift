import Canvas

/// The positions of the overview's columns, and the division of their rows.
struct OverviewLayout: Hashable {
  struct Column: Hashable {
    var environment: Int
    var rect: Rect
  }

  /// The columns that are completely on the screen.
  var columns: [Column]
  /// The numbers of further columns on either side.
  var left: Int
  var right: Int
  var servicesHeight: Int
  /// The height of the settings without their divider.
  var settingsHeight: Int
  /// The height of the notes without their divider; 0 when no column has a note.
  var notesHeight: Int

  init(_ view: OverviewView, _ context: ViewContext) {
    let body = context.body
    let window = ColumnWindow(
      of: context.columns, from: context.firstColumn, x: body.x, width: body.width,
      widthMin: Layout.columnWidthMin)
    columns = window.columns.map {
      let rect = Rect(x: $0.x, y: body.y, width: $0.width, height: body.height)
      return Column(environment: $0.environment, rect: rect)
    }
    left = window.left
    right = window.right
    notesHeight = Self.notesHeight(context, columns, in: body)
    let rows = max(2, body.height - 3 - (notesHeight == 0 ? 0 : notesHeight + 1))
    let services = view.servicesCount
    let settings = view.settingsCount
    if services + settings <= rows {
      servicesHeight = services
      settingsHeight = rows - services
    } else {
      settingsHeight = min(settings, max(rows / 3, rows - services))
      servicesHeight = rows - settingsHeight
    }
  }

  private static func notesHeight(_ context: ViewContext, _ columns: [Column], in body: Rect) -> Int
  {
    let most =
      columns.map { column in
        Note(context, column.environment).map {
          Wrap.lines($0.text, columns: column.rect.width - 4).count
        } ?? 0
      }.max() ?? 0
    return min(most, max(2, body.height / 4))
  }
}

/// The division of a column's width between names and their states or values.
struct RowMetrics: Hashable {
  /// The width of the column.
  var columns: Int
  /// The width of names and labels.
  var name: Int

  /// The width of the longest state, with its sign, that a narrow column must show completely.
  private static let stateWidth = 11

  init(_ context: ViewContext, columns: Int) {
    self.columns = columns
    name = max(6, min(context.catalog.nameWidth, columns - Self.stateWidth - 1, columns * 2 / 3))
  }
}
