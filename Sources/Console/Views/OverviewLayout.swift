import Canvas

/// Where the overview's columns stand and how their rows are shared out.
struct OverviewLayout: Hashable {
  static let columnWidthMin = 26

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

  init(_ model: Model) {
    let body = Layout(model).body
    let window = ColumnWindow(
      of: model.columns, from: model.firstColumn, x: body.x, width: body.width,
      widthMin: Self.columnWidthMin)
    columns = window.columns.map {
      let rect = Rect(x: $0.x, y: body.y, width: $0.width, height: body.height)
      return Column(environment: $0.environment, rect: rect)
    }
    left = window.left
    right = window.right
    notesHeight = Self.notesHeight(model, columns, in: body)
    let rows = max(2, body.height - 3 - (notesHeight == 0 ? 0 : notesHeight + 1))
    let services = model.servicesCount
    let settings = model.items.count - services - 1
    if services + settings <= rows {
      servicesHeight = services
      settingsHeight = rows - services
    } else {
      settingsHeight = min(settings, max(rows / 3, rows - services))
      servicesHeight = rows - settingsHeight
    }
  }

  /// How many columns fit.
  static func columnCount(_ model: Model) -> Int {
    ColumnWindow.count(
      of: model.columns.count, width: model.size.columns, widthMin: columnWidthMin)
  }

  private static func notesHeight(_ model: Model, _ columns: [Column], in body: Rect) -> Int {
    let most =
      columns.map { column in
        Note(model, column.environment).map {
          Wrap.lines($0.text, columns: column.rect.width - 4).count
        } ?? 0
      }.max() ?? 0
    return min(most, max(2, body.height / 4))
  }
}
