import Canvas

/// The division of the matrix's width between the key and the environments.
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
    // The columns are equal; the remaining width stays beside the last one.
    window = ColumnWindow(
      of: context.columns, from: context.firstColumn, x: keyX + keyWidth + 1,
      width: max(count, room / count * count), widthMin: Self.cellWidth(context))
  }

  /// The number of environments that fit beside the key.
  static func columnCount(_ context: ViewContext) -> Int {
    let room = context.size.columns - 4 - keyWidth(context.size.columns) - 1
    return ColumnWindow.count(of: context.columns.count, width: room, widthMin: cellWidth(context))
  }

  /// The minimum width of a column: the names of environments must be distinguishable, also when they are long.
  private static func cellWidth(_ context: ViewContext) -> Int {
    max(cellWidths.lowerBound, min(cellWidths.upperBound, context.catalog.titleWidth + 4))
  }

  private static func keyWidth(_ columns: Int) -> Int { max(18, min(48, columns * 36 / 100)) }
}

/// The appearance of a cell of the matrix: a sign comes first, so that it can be read without colour.
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
