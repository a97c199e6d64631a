import Environments

extension Model {
  var differenceItems: [ListItem] {
    let filter = Filter(self.filter)
    let onlyFaults = arrangement.onlyFaults
    var rows = matrix.rows.indices.filter { row in
      let listed = matrix.rows[row]
      return onlyFaults ? listed.isOpen : listsAllRows || listed.kind != .same
    }
    if comparesFewer, !listsAllRows { rows.removeAll { !differs(matrix.rows[$0]) } }
    if !filter.takesAllRows { rows.removeAll { !filter.matches(searchTexts[$0]) } }
    if arrangement.sort == .worst {
      let severities = matrix.rows.map(\.severity)
      rows.sort { (-severities[$0], $0) < (-severities[$1], $1) }
    }
    return grouped(rows)
  }

  /// A heading before the rows of each group; those of a folded one are left out.
  private func grouped(_ rows: [Int]) -> [ListItem] {
    guard arrangement.grouping != .none else { return rows.map(ListItem.difference) }
    var names: [String] = []
    var groups: [String: [Int]] = [:]
    for row in rows {
      let name = group(of: matrix.rows[row])
      if groups[name] == nil { names.append(name) }
      groups[name, default: []].append(row)
    }
    if arrangement.grouping == .source {
      let order = Source.allCases.map(\.name)
      names.sort { (order.firstIndex(of: $0) ?? 0) < (order.firstIndex(of: $1) ?? 0) }
    }
    return names.flatMap { name in
      let own = groups[name] ?? []
      let isFolded = folds && arrangement.folded.contains(name)
      return [ListItem.group(name, count: own.count, isFolded: isFolded)]
        + (isFolded ? [] : own.map(ListItem.difference))
    }
  }

  /// What a filter found is not folded away.
  var folds: Bool { arrangement.grouping != .none && filter.isEmpty }

  /// Some environments have no column, and those that have one are compared among themselves.
  private var comparesFewer: Bool { columns.count < environments.count }

  private func differs(_ row: Matrix.Row) -> Bool {
    row.kind == .sameSecret || Set(listedCells(of: row).map { $0?.value }).count > 1
  }

  private func listedCells(of row: Matrix.Row) -> [Matrix.Cell?] {
    columns.map { column in catalog.columns[column].flatMap { row.cells[$0] } }
  }

  /// The signs of a row's cells, by environment: among those that have a column.
  func marks(ofRow row: Int) -> [Int: CellMark] {
    let marks =
      comparesFewer
      ? CellMark.marks(
        of: Matrix.Row(
          key: matrix.rows[row].key, kind: matrix.rows[row].kind,
          cells: listedCells(of: matrix.rows[row])))
      : catalog.columns.map { $0.map { catalog.marks[row][$0] } ?? .missing }
    return Dictionary(uniqueKeysWithValues: zip(columns, marks))
  }

  /// The heading that a row stands under.
  func group(of row: Matrix.Row) -> String {
    switch arrangement.grouping {
    case .source, .none: return row.key.source.name
    case .file:
      let file = focused.lazy.compactMap { self.catalog.columns[$0] }
        .compactMap { row.cells[$0]?.origin?.location?.file }.first
      return file ?? "said by no file"
    case .service: return service(of: row.key) ?? "of no service"
    }
  }

  /// The service that a key is about: `services.api.ports`, and of the settings what begins with its name.
  private func service(of key: SettingKey) -> String? {
    let parts = key.path.split(separator: ".", maxSplits: 2)
    if key.source == .compose {
      return parts.count > 1 && parts[0] == "services" ? String(parts[1]) : nil
    }
    guard parts.count > 1, catalog.serviceNames.contains(String(parts[0])) else { return nil }
    return String(parts[0])
  }
}

extension Matrix.Row {
  /// How much it needs a look; 0 when nobody has to.
  fileprivate var severity: Int {
    switch kind {
    case .same: 0
    case _ where accepted != nil: 1
    case .different: 2
    case .missing: 3
    case .sameSecret: 4
    }
  }
}
