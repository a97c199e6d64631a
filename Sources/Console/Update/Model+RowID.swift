import Environments

extension Model {
  /// What a row shows, in a way that outlives a reload.
  enum RowID: Hashable {
    case setting(SettingKey)
    case service(String)
    case problemCount
    case group(String)
    case layerValue(environment: String, Origin)
    case variable(environment: String, Origin, Origin)
    case check(environment: String, name: String)
    case problem(Diagnostic)
    case notice(Notice)
  }

  var rowID: RowID? { selection.flatMap(rowID) }

  func rowID(of item: ListItem) -> RowID? {
    switch item {
    case .difference(let row): .setting(matrix.rows[row].key)
    case .summary(let row): .setting(catalog.summary[row].key)
    case .service(let row): .service(catalog.services[row].name)
    case .problemCount: .problemCount
    case .group(let name, _, _): .group(name)
    case .layerValue(let environment, let layerValue):
      self.layerValue(environment, layerValue).map {
        .layerValue(environment: environments[environment].name, $0.origin)
      }
    case .variable(let environment, let layerValue, let variable):
      self.layerValue(environment, layerValue).map {
        .variable(
          environment: environments[environment].name, $0.origin, $0.variables[variable])
      }
    case .check(let environment, let result):
      checkResult(environment, result).map {
        .check(environment: environments[environment].name, name: $0.check.name)
      }
    case .problem(let index): .problem(configuration.problems[index])
    case .notice(let index): .notice(notices[index])
    case .environment, .pastResult, .fact, .binding, .title, .note, .blank: nil
    }
  }

  /// The row that shows this; `nil` when none does.
  func row(of key: RowID) -> Int? { items.firstIndex { rowID(of: $0) == key } }

  /// Changes what is shown and keeps the operator where they stand: on the same row, at the same height of the
  /// screen; where that row is gone, on the nearest that is left.
  mutating func rearrange(_ change: (inout Model) -> Void) {
    let before = self
    change(&self)
    relist()
    guard before.place == place else { return }
    keepColumn(of: before)
    guard let key = before.rowID else { return }
    if rowID != key, let row = nearestRow(to: before) { cursors[place]?.row = row }
    keepHeight(of: before)
  }

  /// The row that shows what stood nearest to the selected row of before; what stood below it comes first.
  private func nearestRow(to before: Model) -> Int? {
    var rows: [RowID: Int] = [:]
    for (row, item) in items.enumerated() where item.isSelectable {
      if let key = rowID(of: item) { rows[key] = row }
    }
    let selected = before.cursor.row
    for distance in 1...max(1, before.items.count) {
      for row in [selected + distance, selected - distance]
      where before.items.indices.contains(row) {
        if let key = before.rowID(of: before.items[row]), let row = rows[key] { return row }
      }
    }
    return nil
  }

  /// The selected row stays at its height of the screen as far as the list's ends allow.
  private mutating func keepHeight(of before: Model) {
    guard var cursor = cursors[place] else { return }
    if place == .overview, cursor.row > servicesCount {
      cursor.lowerTop += cursor.row - servicesCount - before.cursor.row + before.servicesCount
    } else {
      cursor.top += cursor.row - before.cursor.row
    }
    cursors[place] = cursor
  }

  /// The first column stays the first one, by its environment's name.
  private mutating func keepColumn(of before: Model) {
    for position in before.columns.indices.dropFirst(before.firstColumn) {
      let name = before.environments[before.columns[position]].name
      if let position = columns.firstIndex(where: { environments[$0].name == name }) {
        firstColumn = position
        return
      }
    }
  }
}
