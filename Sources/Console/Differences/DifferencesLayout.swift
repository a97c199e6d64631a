import Canvas

/// How the matrix shares its width between the key and the environments.
struct DifferencesLayout: Hashable {
  private static let cellWidths = 15...22

  var keyX: Int
  var keyWidth: Int
  var window: ColumnWindow

  init(_ context: ViewContext, in rect: Rect) {
    keyX = rect.x + 2
    keyWidth = Self.keyWidth(context.size.columns)
    let count = max(1, Self.columnCount(context))
    let room = rect.width - 4 - keyWidth - 1
    // Equal columns: what is left over stays beside the last one.
    window = ColumnWindow(
      of: context.columns, from: context.firstColumn, x: keyX + keyWidth + 1,
      width: max(count, room / count * count), widthMin: Self.cellWidth(context))
  }

  /// How many environments fit beside the key.
  static func columnCount(_ context: ViewContext) -> Int {
    let room = context.size.columns - 4 - keyWidth(context.size.columns) - 1
    return ColumnWindow.count(of: context.columns.count, width: room, widthMin: cellWidth(context))
  }

  /// The least a column needs: its environment's name tells it from its neighbours, also where names are long.
  private static func cellWidth(_ context: ViewContext) -> Int {
    max(cellWidths.lowerBound, min(cellWidths.upperBound, context.catalog.titleWidth + 4))
  }

  private static func keyWidth(_ columns: Int) -> Int { max(18, min(48, columns * 36 / 100)) }
}

/// How a cell of the matrix looks: a sign first, so that it can be read without colour.
struct CellAppearance: Hashable {
  var sign: String
  var style: Style

  init(_ mark: CellMark, isAccepted: Bool) {
    switch mark {
    case .same: (sign, style) = (" ", .text)
    case .different where isAccepted: (sign, style) = ("✓", Style(.accepted))
    case .missing where isAccepted: (sign, style) = ("✓", Style(.accepted))
    case .sameSecret where isAccepted: (sign, style) = ("✓", Style(.accepted))
    case .different: (sign, style) = ("≠", Style(.different))
    case .missing: (sign, style) = ("∅", .warning)
    case .sameSecret: (sign, style) = ("=!", .danger)
    }
  }
}
