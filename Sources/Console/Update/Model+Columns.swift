import Environments

extension Model {
  /// The environments that have a column: those that the view is not narrowed away from, and the focused one.
  var listedColumns: [Int] { environments.indices.filter { isListed(environment: $0) } }

  /// The view shows this environment.
  func isListed(environment index: Int) -> Bool {
    if focus == .one(index) { return true }
    if !filter.isEmpty, !Filter(filter).takes(environment: environments[index].name) {
      return false
    }
    return place != .overview || !arrangement.onlyFaults || isInTrouble(index)
  }

  /// Something of the environment is not as it should be.
  private func isInTrouble(_ index: Int) -> Bool {
    switch environments[index].composeState {
    case .failed, .unasked: return true
    case .asWritten, .resolved: break
    }
    return columnStates[index].isEngineInTrouble || catalog.problems[index].errors > 0
      || !columnStates[index].faults.isEmpty
  }

  /// How many environments have a column on the screen.
  var columnCount: Int {
    switch place {
    case .differences: DifferencesLayout.columnCount(self)
    default: OverviewLayout.columnCount(self)
    }
  }

  /// The positions in `columns` of those that are on the screen.
  var visibleColumns: Range<Int> {
    let first = max(0, min(firstColumn, columns.count - columnCount))
    return first..<min(columns.count, first + columnCount)
  }

  /// Scrolls so that the focused column is whole.
  mutating func settleColumns() {
    let count = columnCount
    if case .one(let index) = focus, let position = columns.firstIndex(of: index) {
      if position < firstColumn { firstColumn = position }
      if position >= firstColumn + count { firstColumn = position - count + 1 }
    }
    firstColumn = max(0, min(firstColumn, columns.count - count))
  }
}
