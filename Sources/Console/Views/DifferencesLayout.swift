import Canvas

/// How the matrix shares its width between the key and the environments.
struct DifferencesLayout: Hashable {
  static let cellWidthMin = 15

  struct Column: Hashable {
    var environment: Int
    var x: Int
    var width: Int
  }

  var keyX: Int
  var keyWidth: Int
  var columns: [Column]

  init(_ model: Model, in rect: Rect) {
    let inner = rect.width - 4
    let count = Self.columnCount(model)
    keyX = rect.x + 2
    keyWidth = Self.keyWidth(model.size.columns)
    let room = inner - keyWidth - 1
    let width = max(1, room / max(1, count))
    let first = model.visibleColumns.lowerBound
    let x = keyX + keyWidth + 1
    columns = model.visibleColumns.map { environment in
      Column(environment: environment, x: x + (environment - first) * width, width: width)
    }
  }

  /// How many environments fit beside the key.
  static func columnCount(_ model: Model) -> Int {
    let room = model.size.columns - 4 - keyWidth(model.size.columns) - 1
    return max(1, min(model.environments.count, room / cellWidthMin))
  }

  private static func keyWidth(_ columns: Int) -> Int { max(18, min(48, columns * 36 / 100)) }
}
