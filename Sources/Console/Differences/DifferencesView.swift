import Canvas
import Environments

/// The matrix: a row for each setting, a column for each environment; by default only the rows that differ.
struct DifferencesView: ListView {
  enum Row: ViewRow {
    case group(String, count: Int, isFolded: Bool)
    /// A row of the matrix, by its position.
    case difference(Int)

    /// Rows that are folded away are reached by their heading.
    var isSelectable: Bool {
      if case .group(_, _, let isFolded) = self { isFolded } else { true }
    }

    var countedRows: Int {
      switch self {
      case .group(_, let count, let isFolded): isFolded ? count : 0
      case .difference: 1
      }
    }
  }

  var list = RowList<Row>()
  var total = 0
  var filter = ""
  var sort = Sort.declared
  var grouping = Grouping.source
  /// The headings whose rows are folded away.
  var folded: Set<String> = []
  var onlyFaults = false
  /// Whether rows without a difference are listed too.
  var showsAllRows = false
  /// Whether they are listed for as long as the filter stays that was set when a service was opened.
  var showsAllOfService = false
  /// The texts that filters search, one for each row of the matrix; empty before the first filter.
  private var searchTexts: [SearchText] = []
  /// The number of the load from which they were made.
  private var searchedLoad = 0

  var id: ViewID { .differences }
  var keyContext: KeyContext { .differences }
  var name: String? { "differences" }
  var hasColumns: Bool { true }
  var listsAllRows: Bool { showsAllRows || showsAllOfService }
  /// Whether groups can be folded: matches of a filter are always shown.
  var folds: Bool { grouping != .none && filter.isEmpty }

  func headingHeight(_ context: ViewContext) -> Int { 1 }
  func detailHeight(_ size: Size) -> Int { size.rows >= 40 ? 5 : size.rows >= 20 ? 3 : 1 }
  func columnCount(_ context: ViewContext) -> Int { DifferencesLayout.columnCount(context) }

  func focusChange(_ context: ViewContext) -> FocusChange {
    let columns = context.environments.indices.filter {
      context.focus == .one($0) || shows(environment: $0, context)
    }
    return grouping == .file || context.columns != columns ? .otherOrder : .nothing
  }

  mutating func narrow(to filter: String) {
    self.filter = filter
    showsAllOfService = false
  }

  mutating func take(_ action: Action, digit: Int?, _ context: ViewContext) -> [ViewReply]? {
    switch action {
    case .nextDifference: return seek(by: 1, context)
    case .previousDifference: return seek(by: -1, context)
    case .fold: return fold(context)
    case .toggleFaults: onlyFaults.toggle()
    case .sort: sort.cycle(through: [.declared, .worst])
    case .group: cycleGrouping()
    case .toggleAllRows:
      showsAllRows = !listsAllRows
      showsAllOfService = false
    default: return nil
    }
    return [.relist]
  }

  func objection(to action: Action, _ context: ViewContext) -> String? {
    switch action {
    case .fold where selectedGroup(context) == nil:
      filter.isEmpty
        ? "There is no group to fold on this row." : "Matches of the filter cannot be folded."
    case .nextDifference where !listsDifference(context),
      .previousDifference where !listsDifference(context):
      "No listed setting differs."
    default: nil
    }
  }

  private mutating func cycleGrouping() {
    let choices = Grouping.allCases
    grouping = choices[((choices.firstIndex(of: grouping) ?? 0) + 1) % choices.count]
    folded = []
  }

  /// Folds the group of the selected row, or unfolds the one whose heading is selected.
  private mutating func fold(_ context: ViewContext) -> [ViewReply] {
    guard let name = selectedGroup(context) else { return [] }
    if folded.remove(name) == nil { folded.insert(name) }
    return [.relist, .reveal(.group(name))]
  }

  private mutating func seek(by direction: Int, _ context: ViewContext) -> [ViewReply] {
    let matrix = context.matrix
    let isAround = list.seek(by: direction) { row in
      if case .difference(let row) = row { matrix.rows[row].kind != .same } else { false }
    }
    return isAround == true ? [.say(.info, "Continued from the other end of the list.")] : []
  }

  /// Lists every setting of a service.
  mutating func show(service: String) {
    filter = "services.\(service)."
    showsAllOfService = true
  }

  /// The group of the selected row; `nil` when rows are not grouped.
  func selectedGroup(_ context: ViewContext) -> String? {
    switch list.selection {
    case .group(let name, _, _): name
    case .difference(let row) where folds: group(of: context.matrix.rows[row], context)
    default: nil
    }
  }

  mutating func relist(_ context: ViewContext) {
    // The texts are made only when a filter needs them.
    if !filter.isEmpty, searchedLoad != context.world.loadCount {
      searchTexts = context.matrix.rows.map(SearchText.init)
      searchedLoad = context.world.loadCount
    }
    let view = self
    list.replace(rows(context)) { view.rowID(of: $0, context) }
    total = total(context)
  }

  func rows(_ context: ViewContext) -> [Row] {
    let matrix = context.matrix
    let filter = Filter(self.filter)
    var rows = matrix.rows.indices.filter { row in
      let listed = matrix.rows[row]
      return onlyFaults ? listed.isOpen : listsAllRows || listed.kind != .same
    }
    if context.comparesFewer, !listsAllRows {
      rows.removeAll { !context.differs(matrix.rows[$0]) }
    }
    if !filter.takesAllRows { rows.removeAll { !filter.matches(searchTexts[$0]) } }
    if sort == .worst {
      let severities = matrix.rows.map(\.severity)
      rows.sort { (-severities[$0], $0) < (-severities[$1], $1) }
    }
    return grouped(rows, context)
  }

  func total(_ context: ViewContext) -> Int {
    listsAllRows ? context.matrix.rows.count : context.catalog.differenceCounts.all
  }

  func rowID(of row: Row, _ context: ViewContext) -> RowID? {
    switch row {
    case .difference(let row): .setting(context.matrix.rows[row].key)
    case .group(let name, _, _): .group(name)
    }
  }

  /// A heading before the rows of each group; those of a folded one are left out.
  private func grouped(_ rows: [Int], _ context: ViewContext) -> [Row] {
    guard grouping != .none else { return rows.map(Row.difference) }
    var names: [String] = []
    var groups: [String: [Int]] = [:]
    for row in rows {
      let name = group(of: context.matrix.rows[row], context)
      if groups[name] == nil { names.append(name) }
      groups[name, default: []].append(row)
    }
    if grouping == .source {
      let order = Source.allCases.map(\.name)
      names.sort { (order.firstIndex(of: $0) ?? 0) < (order.firstIndex(of: $1) ?? 0) }
    }
    return names.flatMap { name in
      let own = groups[name] ?? []
      let isFolded = folds && folded.contains(name)
      return [Row.group(name, count: own.count, isFolded: isFolded)]
        + (isFolded ? [] : own.map(Row.difference))
    }
  }

  /// The heading above a row.
  func group(of row: Matrix.Row, _ context: ViewContext) -> String {
    switch grouping {
    case .source, .none: return row.key.source.name
    case .file:
      let file = context.focused.lazy.compactMap { context.catalog.columns[$0] }
        .compactMap { row.cells[$0]?.origin?.location?.file }.first
      return file ?? "set by no file"
    case .service: return context.service(of: row.key) ?? "of no service"
    }
  }

  /// Whether a listed setting differs.
  func listsDifference(_ context: ViewContext) -> Bool {
    list.rows.contains { row in
      if case .difference(let row) = row { context.matrix.rows[row].kind != .same } else { false }
    }
  }
}

/// The grouping of the differences.
enum Grouping: Hashable, Sendable, CaseIterable {
  case source
  /// By the file of the value, in the first focused environment that has one.
  case file
  case service
  case none

  /// The words for the frame; `nil` for the grouping that needs none.
  var words: String? {
    switch self {
    case .source: nil
    case .file: "by file"
    case .service: "by service"
    case .none: "ungrouped"
    }
  }
}

// The position of the operator, and the meaning of the selected row.
extension DifferencesView {
  func hit(_ point: Frame.Position, _ context: ViewContext) -> ViewHit? {
    let body = context.body
    let line = point.y - body.y - 1 - headingHeight(context)
    if line < 0 {
      return DifferencesLayout(context, in: body).window.columns
        .first { ($0.x..<$0.x + $0.width).contains(point.x) }.map { .environment($0.environment) }
    }
    guard (0..<listHeight(context)).contains(line) else { return nil }
    let row = list.cursor.top + line
    return list.rows.indices.contains(row) && list[row].isSelectable
      ? .row(row, environment: nil) : nil
  }

  func selectedRow(_ context: ViewContext) -> Matrix.Row? {
    if case .difference(let row) = list.selection { context.matrix.rows[row] } else { nil }
  }

  func opening(_ context: ViewContext) -> Opening? {
    switch list.selection {
    case .difference(let row): .view(.explanation(context.matrix.rows[row].key))
    case .group: .fold
    case nil: nil
    }
  }

  func location(_ context: ViewContext) -> Location? {
    selectedRow(context).flatMap { context.location(of: $0.key) }
  }

  func copiedText(_ context: ViewContext) -> CopiedText? {
    selectedRow(context).map { context.copy(of: $0.key) }
  }
}

extension ViewContext {
  /// Whether some environments have no column; those that have one are then compared among themselves.
  var comparesFewer: Bool { columns.count < environments.count }

  func differs(_ row: Matrix.Row) -> Bool {
    row.kind == .sameSecret || Set(listedCells(of: row).map { $0?.value }).count > 1
  }

  private func listedCells(of row: Matrix.Row) -> [Matrix.Cell?] {
    columns.map { column in catalog.columns[column].flatMap { row.cells[$0] } }
  }

  /// The signs of a row's cells, by environment; only environments with a column are compared.
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

  /// The service of a key: that of `services.api.ports`, and of settings that begin with the name of a service.
  fileprivate func service(of key: SettingKey) -> String? {
    let parts = key.path.split(separator: ".", maxSplits: 2)
    if key.source == .compose {
      return parts.count > 1 && parts[0] == "services" ? String(parts[1]) : nil
    }
    guard parts.count > 1, catalog.serviceNames.contains(String(parts[0])) else { return nil }
    return String(parts[0])
  }
}

extension Matrix.Row {
  /// The urgency of the row; 0 when it needs no attention.
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
