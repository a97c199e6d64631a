import Canvas

/// How a column of the overview shares its width between names and what is said of them.
struct RowMetrics: Hashable {
  /// All of it.
  var columns: Int
  /// Names and labels.
  var name: Int

  /// The widest state a narrow column must show whole, with its sign.
  private static let stateWidth = 11

  init(_ model: Model, columns: Int) {
    self.columns = columns
    name = max(6, min(model.catalog.nameWidth, columns - Self.stateWidth - 1, columns * 2 / 3))
  }
}
