import Environments

extension Model {
  mutating func checkHealth() -> [Effect] {
    let effects = startChecks(of: checkable) { _, _ in true }
    if case .check = place { relist() } else { go(to: .health) }
    return effects
  }

  /// The environments that the keys for health mean: where one check is shown, its own.
  private var checkable: [String] {
    if case .check(let environment, _) = place { return [environment] }
    return focused.map { environments[$0].name }
  }

  /// Begins to repeat the checks of the focused environments, or stops it when all of them are watched already.
  mutating func toggleWatching() -> [Effect] {
    let names = Set(checkable)
    if names.isSubset(of: watched) {
      watched.subtract(names)
      say(.info, "Not watching \(names.sorted().joined(separator: ", ")) any more.")
      return []
    }
    watched.formUnion(names)
    say(.info, "Watching \(names.sorted().joined(separator: ", ")); w again stops it.")
    return dueChecks()
  }

  /// The watched checks whose interval has passed, by the model's clock. One that still runs is not due.
  mutating func dueChecks() -> [Effect] {
    guard !watched.isEmpty, let now = clock?.now else { return [] }
    let names = environments.map(\.name).filter(watched.contains)
    return startChecks(of: names) { check, startedAt in
      guard let startedAt else { return true }
      // A clock that was put back must not stop the watch.
      return now >= startedAt + check.intervalSeconds || now < startedAt
    }
  }

  /// Starts those checks that are wanted and do not run: at most one of each is on its way.
  private mutating func startChecks(
    of names: [String], where isWanted: (Check, _ startedAt: Int?) -> Bool
  ) -> [Effect] {
    var requests: [CheckRequest] = []
    for environment in environments where names.contains(environment.name) {
      var record = health[environment.name] ?? HealthRecord()
      let wanted = environment.effectiveChecks.filter {
        !record.running.contains($0.name) && isWanted($0, record.startedAt[$0.name])
      }
      guard !wanted.isEmpty else { continue }
      for check in wanted {
        record.running.insert(check.name)
        record.startedAt[check.name] = clock?.now
      }
      health[environment.name] = record
      requests.append(CheckRequest(environment: environment.name, checks: wanted.map(\.name)))
    }
    return requests.isEmpty ? [] : [.runChecks(requests)]
  }

  mutating func take(_ result: CheckResult, of name: String, at: Int) {
    guard let environment = environments.first(where: { $0.name == name }),
      environment.effectiveChecks.contains(where: { $0.name == result.check.name })
    else { return }
    changeHealth(of: name) { $0.take(result, at: at, of: environment) }
    if place == .check(environment: name, check: result.check.name), cursor.row > 0 {
      // What the operator reads stays where it is while the newest result comes in above it.
      cursors[place, default: Cursor()].row = min(cursor.row + 1, items.count - 1)
      cursors[place, default: Cursor()].top += 1
    }
  }

  mutating func take(_ report: HealthReport) {
    guard environments.contains(where: { $0.name == report.environment }) else { return }
    changeHealth(of: report.environment) { $0.take(report) }
  }

  /// After a load: what is not declared any more is forgotten.
  mutating func keepDeclaredHealth() {
    let names = Set(environments.map(\.name))
    health = health.filter { names.contains($0.key) }
    watched.formIntersection(names)
    for environment in environments where health[environment.name] != nil {
      health[environment.name]?.keep(Set(environment.effectiveChecks.map(\.name)))
    }
  }

  private mutating func changeHealth(of name: String, _ change: (inout HealthRecord) -> Void) {
    switch place {
    case .health, .check: rearrange { change(&$0.health[name, default: HealthRecord()]) }
    default: change(&health[name, default: HealthRecord()])
    }
  }
}
