import Environments

extension Model {
  /// Keeps the operator where they stand: the focus by name, the row by what it shows.
  mutating func load(_ configuration: Configuration, _ matrix: Matrix) {
    let known = Set(self.configuration.problems.filter { $0.severity == .error })
    let focusedName = focus == .all ? nil : target?.name
    rearrange { $0.replace(configuration, matrix) }
    if let focusedName, focus == .all, hasLoaded {
      say(.info, "\(focusedName) is declared no longer; no environment is focused.")
    }
    if hasLoaded { announce(configuration.problems.filter { !known.contains($0) }) }
    hasLoaded = true
  }

  private mutating func replace(_ configuration: Configuration, _ matrix: Matrix) {
    let focusedName = focus == .all ? nil : target?.name
    self.configuration = configuration
    self.matrix = matrix
    searchTexts = []
    catalog = Catalog(configuration, matrix)
    columnStates = environments.indices.map(columnState(of:))
    refocus(focusedName)
    keepDeclaredHealth()
  }

  mutating func take(_ arrived: [EnvironmentStatus]) {
    if rowsFollowStates {
      rearrange { $0.replaceStatuses(arrived) }
    } else {
      replaceStatuses(arrived)
    }
  }

  /// Which rows are listed, or where, depends on what runs.
  private var rowsFollowStates: Bool {
    place == .overview
      && (arrangement.onlyFaults || arrangement.sort == .worst || !filter.isEmpty)
  }

  private mutating func replaceStatuses(_ arrived: [EnvironmentStatus]) {
    for status in arrived {
      let before = statuses.updateValue(status, forKey: status.environment)
      guard let index = environments.firstIndex(where: { $0.name == status.environment }) else {
        continue
      }
      if let before, before.engine == status.engine, before.containers == status.containers,
        before.observedAt != nil, status.observedAt != nil
      {
        // Most turns only prove that the engine lives.
        columnStates[index].observedAt = status.observedAt
        columnStates[index].freshSeconds = 2 * status.heartbeatSeconds
        columnStates[index].slowMilliseconds = status.answeredAfterMilliseconds
      } else {
        columnStates[index] = columnState(of: index)
      }
    }
  }

  mutating func endEditing(_ file: String, succeeded: Bool) -> [Effect] {
    if !succeeded { say(.error, "The editor ended with an error; \(file) may be unchanged.") }
    return [.redraw, .reload]
  }

  private func columnState(of index: Int) -> ColumnState {
    ColumnState(
      statuses[environments[index].name], environment: environments[index], index: index,
      rows: catalog.services)
  }

  private mutating func refocus(_ name: String?) {
    guard let name else {
      focus = .all
      return
    }
    focus = environments.firstIndex { $0.name == name }.map { .one($0) } ?? .all
  }

  private mutating func announce(_ problems: [Diagnostic]) {
    guard let first = problems.first(where: { $0.severity == .error }) else { return }
    say(
      .warning,
      "The files changed and \(first.message) [\(first.code)]; "
        + "\(keys.name(of: .problems)) lists the problems.")
  }
}
