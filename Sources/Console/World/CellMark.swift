import Environments

/// The meaning of a cell of the matrix, as a sign that needs no colour.
enum CellMark: Hashable, Sendable {
  case same, different, missing, sameSecret

  /// The sign of each cell: cells that deviate from the most common value differ; without such a value, all differ.
  static func marks(of row: Matrix.Row) -> [CellMark] {
    switch row.kind {
    case .same: return row.cells.map { _ in .same }
    case .sameSecret: return sharedSecrets(row.cells)
    case .different, .missing: return oddOnes(row.cells)
    }
  }

  private static func oddOnes(_ cells: [Matrix.Cell?]) -> [CellMark] {
    var values: [(value: Value, count: Int)] = []
    var groups: [Int?] = []
    for cell in cells {
      guard let cell else {
        groups.append(nil)
        continue
      }
      let group = values.firstIndex { $0.value == cell.value } ?? values.count
      if group == values.count { values.append((cell.value, 0)) }
      values[group].count += 1
      groups.append(group)
    }
    let most = values.map(\.count).max() ?? 0
    let prevails = values.count { $0.count == most } == 1
    return groups.map { group in
      guard let group else { return .missing }
      return prevails && values[group].count == most ? .same : .different
    }
  }

  private static func sharedSecrets(_ cells: [Matrix.Cell?]) -> [CellMark] {
    cells.map { cell in
      guard let cell else { return .missing }
      return cells.count { $0?.value == cell.value } > 1 ? .sameSecret : .same
    }
  }
}
