import Canvas
import Environments

/// The overview: a column for each environment, a row for each service, and a few settings below the services.
struct OverviewView: ListView {
  enum Row: ViewRow {
    /// A service, by its position in the catalog.
    case service(Int)
    /// What runs without a declaration, by its name.
    case orphan(String)
    case problemCount
    /// A setting, by its position in the catalog's summary.
    case summary(Int)

    var isSelectable: Bool { true }
    var countedRows: Int { self == .problemCount ? 0 : 1 }
  }

  var list = RowList<Row>()
  /// The first visible row of the settings, which scroll independently.
  var lowerTop = 0
  var total = 0
  var filter = ""
  var sort = Sort.declared
  var onlyFaults = false

  var id: ViewID { .overview }
  var keyContext: KeyContext { .overview }
  var name: String? { nil }
  var hasColumns: Bool { true }
  var isNarrowed: Bool { onlyFaults || !filter.isEmpty }
  var followsStates: Bool { isNarrowed || sort == .worst }
  func focusChange(_ context: ViewContext) -> FocusChange {
    followsStates ? .otherOrder : .nothing
  }

  /// The number of listed services, with the orphans below them.
  var servicesCount: Int { list.rows.firstIndex(of: .problemCount) ?? 0 }
  /// The number of listed rows of the settings.
  var settingsCount: Int { list.count - servicesCount - 1 }

  mutating func narrow(to filter: String) { self.filter = filter }

  mutating func take(_ action: Action, digit: Int?, _ context: ViewContext) -> [ViewReply]? {
    switch action {
    case .toggleFaults: onlyFaults.toggle()
    case .sort: sort.cycle(through: [.declared, .name, .worst])
    default: return nil
    }
    return [.relist]
  }

  /// Such as `only faults · 3 of 203 in 2 of 30 · worst first`.
  func headerWords(_ context: ViewContext) -> [String] {
    var words: [String] = []
    if onlyFaults {
      let services = Tally(shown: servicesCount, total: unfiltered(context))
      let environments = Tally(shown: context.columns.count, total: context.environments.count)
      words.append("only faults · \(services.words) in \(environments.words)")
    }
    if let sort = sort.words { words.append(sort) }
    return words
  }

  func headerExtent(_ context: ViewContext) -> String {
    let height = OverviewLayout(self, context).servicesHeight
    let rows = rowsOnScreen(top: list.cursor.top, height: height, count: servicesCount)
    return rows.isEmpty ? "" : "services " + rows
  }

  func shows(environment: Int, _ context: ViewContext) -> Bool {
    if !filter.isEmpty, !Filter(filter).takes(environment: context.environments[environment].name) {
      return false
    }
    return !onlyFaults || Self.isInTrouble(environment, context)
  }

  /// Whether the environment has a fault.
  private static func isInTrouble(_ index: Int, _ context: ViewContext) -> Bool {
    switch context.environments[index].composeState {
    case .failed, .partial, .unasked: return true
    case .asWritten, .resolved: break
    }
    let state = context.world.columnStates[index]
    return state.isEngineInTrouble || context.catalog.problems[index].errors > 0
      || !state.faults.isEmpty
  }

  func rows(_ context: ViewContext) -> [Row] {
    let catalog = context.catalog
    let filter = Filter(self.filter)
    var services = Array(catalog.services.indices)
    if onlyFaults {
      let faults = Set(context.columns.flatMap { context.world.columnStates[$0].faults })
      services.removeAll { !faults.contains($0) }
    }
    if !filter.takesAllRows {
      services.removeAll { !filter.matches(Self.searched(service: $0, context)) }
    }
    if !filter.takesAllEnvironments {
      services.removeAll { row in
        !context.columns.contains { catalog.services[row].services[$0] != nil }
      }
    }
    let summary = catalog.summary.indices.filter {
      filter.matches(Self.searched(catalog.summary[$0]))
    }
    return sorted(services, context).map(Row.service) + orphans(context).map(Row.orphan)
      + [.problemCount] + summary.map(Row.summary)
  }

  func total(_ context: ViewContext) -> Int {
    unfiltered(context) + context.catalog.summary.count
  }

  /// The number of services and orphans without any filter.
  private func unfiltered(_ context: ViewContext) -> Int {
    context.catalog.services.count + context.world.orphanNames.count
  }

  /// The listed orphans.
  private func orphans(_ context: ViewContext) -> [String] {
    let filter = Filter(self.filter)
    return context.world.orphanNames.filter { name in
      let seen = context.columns.compactMap {
        context.world.columnStates[$0].orphan(named: name)
      }
      if seen.isEmpty { return !onlyFaults && filter.takesAllEnvironments && filter.takesAllRows }
      if onlyFaults, seen.allSatisfy({ $0.state.severity == 0 }) { return false }
      return filter.takesAllRows
        || filter.matches(([name] + seen.map(\.words)).joined(separator: "\n"))
    }
  }

  func rowID(of row: Row, _ context: ViewContext) -> RowID? {
    switch row {
    case .service(let row): .service(context.catalog.services[row].name)
    case .orphan(let name): .service(name)
    case .problemCount: .problemCount
    case .summary(let row): .setting(context.catalog.summary[row].key)
    }
  }

  private func sorted(_ services: [Int], _ context: ViewContext) -> [Int] {
    let all = context.catalog.services
    switch sort {
    case .declared: return services
    case .name: return services.sorted { all[$0].name < all[$1].name }
    case .worst:
      let meant = context.focus == .all ? context.columns : context.focused
      // The severity of each service's worst state in the focused environments.
      let severities = all.indices.map { row in
        meant.reduce(0) { max($0, context.world.columnStates[$1].states[row]?.severity ?? 0) }
      }
      return services.sorted { (-severities[$0], $0) < (-severities[$1], $1) }
    }
  }

  /// The text that a filter searches: the name of the service and its states in all environments.
  private static func searched(service row: Int, _ context: ViewContext) -> String {
    var states: [ServiceState] = []
    for column in context.world.columnStates {
      if let state = column.states[row], !states.contains(state) { states.append(state) }
    }
    return ([context.catalog.services[row].name] + states.map(\.description))
      .joined(separator: "\n")
  }

  private static func searched(_ summary: SummaryRow) -> String {
    var texts = [summary.label, summary.key.path]
    for case let cell? in summary.cells where texts.last != cell.text { texts.append(cell.text) }
    return texts.joined(separator: "\n")
  }
}

// The meaning of the selected row.
extension OverviewView {
  func selectedService(_ context: ViewContext) -> String? {
    switch list.selection {
    case .service(let row): context.catalog.services[row].name
    case .orphan(let name): name
    case .problemCount, .summary, nil: nil
    }
  }

  func opening(_ context: ViewContext) -> Opening? {
    switch list.selection {
    case .service(let row): return .settings(ofService: context.catalog.services[row].name)
    case .problemCount: return .view(.problems)
    case .summary(let row):
      let key = context.catalog.summary[row].key
      // A declared secret that no Compose file uses is in no layer.
      return .view(context.matrix.position(of: key) == nil ? .problems : .explanation(key))
    case .orphan, nil: return nil
    }
  }

  func location(_ context: ViewContext) -> Location? {
    switch list.selection {
    case .service(let row):
      context.focused.lazy
        .compactMap { context.catalog.services[row].services[$0]?.location }.first
    case .summary(let row): context.location(of: context.catalog.summary[row].key)
    case .orphan, .problemCount, nil: nil
    }
  }

  func copiedText(_ context: ViewContext) -> CopiedText? {
    switch list.selection {
    case .service(let row): .text(context.catalog.services[row].name)
    case .orphan(let name): .text(name)
    case .summary(let row): context.copy(of: context.catalog.summary[row].key)
    case .problemCount, nil: nil
    }
  }
}

// The position of the operator in two windows, one on the services and one on the settings.
extension OverviewView {
  func pageHeight(_ context: ViewContext) -> Int {
    max(1, OverviewLayout(self, context).servicesHeight - 1)
  }

  mutating func settle(_ context: ViewContext) {
    let layout = OverviewLayout(self, context)
    let services = servicesCount
    var cursor = list.cursor
    cursor.row = max(0, min(cursor.row, list.count - 1))
    var upper = Cursor(row: min(cursor.row, services - 1), top: cursor.top)
    upper.reveal(height: layout.servicesHeight, count: services)
    cursor.top = max(0, upper.top)
    var lower = Cursor(row: max(0, cursor.row - services - 1), top: lowerTop)
    lower.reveal(height: layout.settingsHeight, count: settingsCount)
    lowerTop = max(0, lower.top)
    list.cursor = cursor
    list.cursor.id = rowID(context)
  }

  /// Keeps the selected row at its height on the screen as far as the ends of the list allow.
  mutating func keepPosition(of before: any ViewContent, _ old: ViewContext, _ new: ViewContext) {
    guard let before = before as? Self, findRow(of: before, old, new) else { return }
    if list.cursor.row > servicesCount {
      lowerTop += list.cursor.row - servicesCount - before.list.cursor.row + before.servicesCount
    } else {
      list.cursor.top += list.cursor.row - before.list.cursor.row
    }
  }

  func isAmongSettings(_ row: Int) -> Bool { row > servicesCount }

  func hit(_ point: Frame.Position, _ context: ViewContext) -> ViewHit? {
    let layout = OverviewLayout(self, context)
    guard let column = layout.columns.first(where: { $0.rect.holds(point) }) else { return nil }
    let services = servicesCount
    let line = point.y - column.rect.y - 1
    let lower = line - layout.servicesHeight - 1
    var row: Int?
    if (0..<layout.servicesHeight).contains(line) {
      row = list.cursor.top + line < services ? list.cursor.top + line : nil
    } else if lower == -1 {
      row = services
    } else if (0..<layout.settingsHeight).contains(lower) {
      row = services + 1 + lowerTop + lower
    }
    guard let row, list.rows.indices.contains(row) else {
      return .environment(column.environment)
    }
    return .row(row, environment: column.environment)
  }
}
