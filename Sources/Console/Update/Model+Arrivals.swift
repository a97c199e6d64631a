import Environments

extension Model {
  mutating func tick(_ clock: Clock) {
    self.clock = clock
    lapseCount()
    guard let shown = toast else { return }
    guard let shownAt = shown.shownAt else {
      toast?.shownAt = clock.now
      return
    }
    if clock.now - shownAt >= shown.lifetimeSeconds || clock.now < shownAt { toast = nil }
  }

  /// Keeps the operator where they stand: the focus by name, the row by what it shows.
  mutating func load(_ configuration: Configuration, _ matrix: Matrix) {
    let focusedName = focus == .all ? nil : target?.name
    let known = Set(self.configuration.problems.filter { $0.severity == .error })
    let standing = standingKey
    self.configuration = configuration
    self.matrix = matrix
    catalog = Catalog(configuration, matrix)
    standings = environments.indices.map(standing(of:))
    refocus(focusedName)
    let names = Set(environments.map(\.name))
    health = health.filter { names.contains($0.key) }
    relist()
    if let standing { stand(on: standing) }
    if hasLoaded { announce(configuration.problems.filter { !known.contains($0) }) }
    hasLoaded = true
  }

  mutating func take(_ arrived: [EnvironmentStatus]) {
    for status in arrived {
      let before = statuses.updateValue(status, forKey: status.environment)
      guard let index = environments.firstIndex(where: { $0.name == status.environment }) else {
        continue
      }
      if let before, before.engine == status.engine, before.containers == status.containers,
        before.observedAt != nil, status.observedAt != nil
      {
        // Most turns only prove that the engine lives.
        standings[index].observedAt = status.observedAt
      } else {
        standings[index] = standing(of: index)
      }
    }
  }

  mutating func take(_ report: HealthReport) {
    guard environments.contains(where: { $0.name == report.environment }) else { return }
    health[report.environment] = HealthRecord(isChecking: false, report: report)
    if place == .health { relist() }
  }

  mutating func endEditing(_ file: String, succeeded: Bool) -> [Effect] {
    if !succeeded { say(.error, "The editor ended with an error; \(file) may be unchanged.") }
    return [.redraw, .reload]
  }

  private func standing(of index: Int) -> Standing {
    Standing(
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
