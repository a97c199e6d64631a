import Canvas

/// How the matrix shares its width between the key and the environments.
struct DifferencesLayout: Hashable {
  private static let cellWidths = 15...22

  var keyX: Int
  var keyWidth: Int
  var window: ColumnWindow

  init(_ model: Model, in rect: Rect) {
    keyX = rect.x + 2
    keyWidth = Self.keyWidth(model.size.columns)
    let count = max(1, Self.columnCount(model))
    let room = rect.width - 4 - keyWidth - 1
    // Equal columns: what is left over stays beside the last one.
    window = ColumnWindow(
      of: model.columns, from: model.firstColumn, x: keyX + keyWidth + 1,
      width: max(count, room / count * count), widthMin: Self.cellWidth(model))
  }

  /// How many environments fit beside the key.
  static func columnCount(_ model: Model) -> Int {
    let room = model.size.columns - 4 - keyWidth(model.size.columns) - 1
    return ColumnWindow.count(of: model.columns.count, width: room, widthMin: cellWidth(model))
  }

  /// The least a column needs: its environment's name tells it from its neighbours, also where names are long.
  private static func cellWidth(_ model: Model) -> Int {
    max(cellWidths.lowerBound, min(cellWidths.upperBound, model.catalog.titleWidth + 4))
  }

  private static func keyWidth(_ columns: Int) -> Int { max(18, min(48, columns * 36 / 100)) }
}
