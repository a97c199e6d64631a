import Canvas

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
