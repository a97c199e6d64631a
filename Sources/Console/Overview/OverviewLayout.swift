import Canvas

/// Where the overview's columns stand and how their rows are shared out.
struct OverviewLayout: Hashable {
  struct Column: Hashable {
    var environment: Int
    var rect: Rect
  }

  /// Those that are on the screen, whole.
  var columns: [Column]
  /// How many further ones there are on either side.
  var left: Int
  var right: Int
  var servicesHeight: Int
  /// Without its divider.
  var settingsHeight: Int
  /// Without their divider; 0 when no column has one.
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

/// How a column of the overview shares its width between names and what is said of them.
struct RowMetrics: Hashable {
  /// All of it.
  var columns: Int
  /// Names and labels.
  var name: Int

  /// The widest state a narrow column must show whole, with its sign.
  private static let stateWidth = 11

  init(_ context: ViewContext, columns: Int) {
    self.columns = columns
    name = max(6, min(context.catalog.nameWidth, columns - Self.stateWidth - 1, columns * 2 / 3))
  }
}
