import Environments

extension Model {
  /// Lists the rows and columns of the current view anew: after a load, a change of filter, a change of view. The
  /// cursor goes to the row that shows what it stood on; where that is gone, it stays at its number.
  mutating func relist() {
    let first = columns.indices.contains(firstColumn) ? columns[firstColumn] : 0
    columns = listedColumns
    firstColumn = columns.firstIndex { $0 >= first } ?? 0
    prepareSearch()
    items = listing()
    tally = Tally(shown: items.reduce(0) { $0 + $1.countedRows }, total: countOfAll)
    var cursor = self.cursor
    let row = cursor.key.flatMap(row(of:)) ?? min(cursor.row, items.count - 1)
    cursor.row = nearestSelectable(from: row, by: 1) ?? nearestSelectable(from: row, by: -1) ?? 0
    cursors[place] = cursor
  }

  /// Whoever does not filter does not pay for it.
  private mutating func prepareSearch() {
    guard place == .differences, !filter.isEmpty, searchTexts.count != matrix.rows.count else {
      return
    }
    searchTexts = matrix.rows.map(SearchText.init)
  }

  private func listing() -> [ListItem] {
    switch place {
    case .overview: overviewItems
    case .differences: differenceItems
    case .explanation(let key): explanationItems(key)
    case .health: healthItems
    case .check(let environment, let check): pastResultItems(environment, check)
    case .problems: problemItems
    case .messages: messageItems
    case .inspection: inspectionItems
    case .help: helpItems
    case .logs: []
    }
  }

  /// How many rows there would be if nothing narrowed the view.
  private var countOfAll: Int {
    switch place {
    case .overview: catalog.services.count + catalog.summary.count
    case .differences:
      listsAllRows ? matrix.rows.count : catalog.differenceCounts.all
    case .explanation: items.count
    case .health:
      focused.reduce(0) { $0 + (health[environments[$1].name]?.report?.results.count ?? 0) }
    case .check, .logs, .inspection: items.count
    case .problems: configuration.problems.count
    case .messages: notices.count
    case .help: keys.bindings.count
    }
  }

  private func explanationItems(_ key: SettingKey) -> [ListItem] {
    var items: [ListItem] = []
    for index in focused {
      if !items.isEmpty { items.append(.blank) }
      items.append(.environment(index))
      guard let setting = environments[index].setting(key) else {
        items.append(.note("This environment does not have it."))
        continue
      }
      for layerValue in setting.layerValues.indices.reversed() {
        items.append(.layerValue(environment: index, layerValue: layerValue))
        items += setting.layerValues[layerValue].variables.indices.map {
          .variable(environment: index, layerValue: layerValue, variable: $0)
        }
      }
    }
    return items
  }

  private var healthItems: [ListItem] {
    var items: [ListItem] = []
    for index in focused where isListed(environment: index) {
      if !items.isEmpty { items.append(.blank) }
      items.append(.environment(index))
      guard let report = health[environments[index].name]?.report else {
        items.append(.note(healthNote(environments[index])))
        continue
      }
      items += report.results.indices
        .filter { matches(report.results[$0].check.name + "\n" + report.results[$0].reason) }
        .filter { !arrangement.onlyFaults || report.results[$0].verdict.isFault }
        .map { .check(environment: index, result: $0) }
    }
    return items
  }

  private func healthNote(_ environment: Environment) -> String {
    if environment.effectiveChecks.isEmpty {
      return "It has no check, and no service to look at."
    }
    return health[environment.name]?.isChecking == true
      ? "The checks are on their way."
      : "Not checked yet; \(keys.name(of: .checkHealth)) checks it."
  }

  private var problemItems: [ListItem] {
    let problems = configuration.problems
    let onlyFaults = arrangement.onlyFaults
    let rows = problems.indices.filter {
      matches(problems[$0].searched) && !(onlyFaults && problems[$0].severity != .error)
    }
    var items: [ListItem] = [.title("In the files")]
    items += rows.isEmpty ? [.note("No problem was found.")] : rows.map(ListItem.problem)
    return items
  }

  private var messageItems: [ListItem] {
    let said = notices.indices.reversed().filter {
      matches(notices[$0].text) && !(arrangement.onlyFaults && notices[$0].level != .error)
    }
    return said.isEmpty ? [.note("Nothing has been said.")] : said.map(ListItem.notice)
  }

  private var helpItems: [ListItem] {
    let bindings = keys.bindings
    var items: [ListItem] = []
    for group in KeyBinding.Group.allCases {
      let own = bindings.indices.filter {
        bindings[$0].group == group && (matches(bindings[$0].help + "\n" + bindings[$0].label))
      }
      if own.isEmpty { continue }
      if !items.isEmpty { items.append(.blank) }
      items.append(.title(group.rawValue))
      items += own.map(ListItem.binding)
    }
    return items
  }

  func matches(_ text: String) -> Bool { filter.isEmpty || Filter(filter).matches(text) }
}

extension CheckResult.Verdict {
  fileprivate var isFault: Bool { self == .unhealthy || self == .unknown }
}

extension Diagnostic {
  /// Everything a row of the problems says.
  fileprivate var searched: String {
    ([message, code, location?.file ?? ""] + environments).joined(separator: "\n")
  }
}
