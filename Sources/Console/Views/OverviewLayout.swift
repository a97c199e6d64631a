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
  var servicesHeight: Int
  /// Without its divider.
  var settingsHeight: Int
  /// Without their divider; 0 when no column has one.
  var notesHeight: Int

  init(_ model: Model) {
    let body = Layout(model).body
    columns = Self.columns(model, in: body)
    notesHeight = Self.notesHeight(model, columns, in: body)
    let rows = max(2, body.height - 3 - (notesHeight == 0 ? 0 : notesHeight + 1))
    let services = model.items.count { if case .service = $0 { true } else { false } }
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
    max(1, min(model.environments.count, model.size.columns / columnWidthMin))
  }

  private static func columns(_ model: Model, in body: Rect) -> [Column] {
    let count = columnCount(model)
    guard !model.environments.isEmpty else { return [] }
    let first = max(0, min(model.firstColumn, model.environments.count - count))
    var x = body.x
    return (0..<count).map { position in
      let width = body.width / count + (position < body.width % count ? 1 : 0)
      defer { x += width }
      return Column(
        environment: first + position,
        rect: Rect(x: x, y: body.y, width: width, height: body.height))
    }
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
