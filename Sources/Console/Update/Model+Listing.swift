import Environments

extension Model {
  /// Lists the rows of the current view anew: after a load, a change of filter, a change of view.
  mutating func relist() {
    items = listing()
    var cursor = self.cursor
    cursor.row = nearestSelectable(from: min(cursor.row, items.count - 1), by: 1) ?? 0
    cursors[place] = cursor
  }

  private func listing() -> [ListItem] {
    switch place {
    case .overview: overviewItems
    case .differences: differenceItems
    case .explanation(let key): explanationItems(key)
    case .health: healthItems
    case .problems: problemItems
    case .messages: messageItems
    case .inspection: inspectionItems
    case .help: helpItems
    }
  }

  private var overviewItems: [ListItem] {
    let services = catalog.services.indices
      .filter { matches(catalog.services[$0].name) }.map(ListItem.service)
    let summary = catalog.summary.indices
      .filter { matches(catalog.summary[$0].label) || matches(catalog.summary[$0].key.path) }
      .map(ListItem.summary)
    return services + [.problemCount] + summary
  }

  private var differenceItems: [ListItem] {
    let wanted = Array(filter.lowercased().utf8)
    let rows = matrix.rows.indices.filter { row in
      (listsAllRows || matrix.rows[row].kind != .same)
        && (wanted.isEmpty || catalog.keys[row].holds(wanted))
    }
    return Source.allCases.flatMap { source in
      let own = rows.filter { matrix.rows[$0].key.source == source }
      return own.isEmpty
        ? [] : [ListItem.source(source, count: own.count)] + own.map(ListItem.difference)
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
      for rung in setting.ladder.indices.reversed() {
        items.append(.rung(environment: index, rung: rung))
        items += setting.ladder[rung].variables.indices.map {
          .variable(environment: index, rung: rung, variable: $0)
        }
      }
    }
    return items
  }

  private var healthItems: [ListItem] {
    var items: [ListItem] = []
    for index in focused {
      if !items.isEmpty { items.append(.blank) }
      items.append(.environment(index))
      guard let report = health[environments[index].name]?.report else {
        items.append(.note(healthNote(environments[index])))
        continue
      }
      if report.results.isEmpty { items.append(.note("It declares no check.")) }
      items += report.results.indices
        .filter { matches(report.results[$0].check.name) }
        .map { .check(environment: index, result: $0) }
    }
    return items
  }

  private func healthNote(_ environment: Environment) -> String {
    health[environment.name]?.isChecking == true
      ? "The checks are on their way."
      : "Not checked yet; \(keys.name(of: .checkHealth)) checks it."
  }

  private var problemItems: [ListItem] {
    let problems = configuration.problems
    let rows = problems.indices.filter {
      matches(problems[$0].message) || matches(problems[$0].code)
        || matches(problems[$0].location?.file ?? "")
    }
    var items: [ListItem] = [.title("In the files")]
    items += rows.isEmpty ? [.note("No problem was found.")] : rows.map(ListItem.problem)
    return items
  }

  private var messageItems: [ListItem] {
    let said = remarks.indices.reversed().filter { matches(remarks[$0].text) }
    return said.isEmpty ? [.note("Nothing has been said.")] : said.map(ListItem.remark)
  }

  private var helpItems: [ListItem] {
    let bindings = keys.bindings
    var items: [ListItem] = []
    for group in KeyBinding.Group.allCases {
      let own = bindings.indices.filter {
        bindings[$0].group == group && (matches(bindings[$0].help) || matches(bindings[$0].label))
      }
      if own.isEmpty { continue }
      if !items.isEmpty { items.append(.blank) }
      items.append(.title(group.rawValue))
      items += own.map(ListItem.binding)
    }
    return items
  }

  func matches(_ text: String) -> Bool {
    filter.isEmpty
      || Array(text.lowercased().utf8).holds(Array(filter.lowercased().utf8))
  }
}
