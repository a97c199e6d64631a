import Environments

extension Model {
  var overviewItems: [ListItem] {
    let filter = Filter(self.filter)
    var services = Array(catalog.services.indices)
    if arrangement.onlyFaults {
      let faults = Set(columns.flatMap { columnStates[$0].faults })
      services.removeAll { !faults.contains($0) }
    }
    if !filter.takesAllRows { services.removeAll { !filter.matches(searched(service: $0)) } }
    if !filter.takesAllEnvironments {
      services.removeAll { row in
        !columns.contains { catalog.services[row].services[$0] != nil }
      }
    }
    let summary = catalog.summary.indices.filter { filter.matches(searched(summary: $0)) }
    return sorted(services).map(ListItem.service) + [.problemCount]
      + summary.map(ListItem.summary)
  }

  /// How many services are listed.
  var servicesCount: Int { items.firstIndex(of: .problemCount) ?? 0 }

  private func sorted(_ services: [Int]) -> [Int] {
    switch arrangement.sort {
    case .declared: return services
    case .name: return services.sorted { catalog.services[$0].name < catalog.services[$1].name }
    case .worst:
      let severities = catalog.services.indices.map(severity(ofService:))
      return services.sorted { (-severities[$0], $0) < (-severities[$1], $1) }
    }
  }

  /// Of the worst state among the environments that are meant.
  private func severity(ofService row: Int) -> Int {
    let meant = focus == .all ? columns : focused
    return meant.reduce(0) { max($0, columnStates[$1].states[row]?.severity ?? 0) }
  }

  /// Its name, and the states that it has somewhere.
  private func searched(service row: Int) -> String {
    var states: [ServiceState] = []
    for standing in columnStates {
      if let state = standing.states[row], !states.contains(state) { states.append(state) }
    }
    return ([catalog.services[row].name] + states.map(\.description)).joined(separator: "\n")
  }

  private func searched(summary row: Int) -> String {
    let summary = catalog.summary[row]
    var texts = [summary.label, summary.key.path]
    for case let cell? in summary.cells where texts.last != cell.text { texts.append(cell.text) }
    return texts.joined(separator: "\n")
  }
}
