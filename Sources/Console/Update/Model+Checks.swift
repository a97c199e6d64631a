import Environments

extension Model {
  mutating func checkHealth() -> [Effect] {
    let effects = startChecks(of: checkable) { _, _ in true }
    if case .check = view { relist() } else { go(to: .health) }
    return effects
  }

  /// The environments for the keys of health: that of the shown check, or else the focused ones.
  private var checkable: [String] {
    if case .check(let view) = view { return [view.environment] }
    return context.focused.map { environments[$0].name }
  }

  /// Starts to repeat the checks of the focused environments, or stops when all of them are watched already.
  mutating func toggleWatching() -> [Effect] {
    let names = Set(checkable)
    if names.isSubset(of: world.watched) {
      world.watched.subtract(names)
      say(.info, "Not watching \(names.sorted().joined(separator: ", ")) any more.")
      return []
    }
    world.watched.formUnion(names)
    say(.info, "Watching \(names.sorted().joined(separator: ", ")); w again stops it.")
    return dueChecks()
  }

  /// The watched checks whose interval has passed, by the model's clock. One that still runs is not due.
  mutating func dueChecks() -> [Effect] {
    guard !world.watched.isEmpty, let now = world.clock?.now else { return [] }
    let names = environments.map(\.name).filter(world.watched.contains)
    return startChecks(of: names) { check, startedAt in
      guard let startedAt else { return true }
      // A clock that was set back must not stop the watch.
      return now >= startedAt + check.intervalSeconds || now < startedAt
    }
  }

  /// Starts the wanted checks that do not run; each check runs at most once at a time.
  private mutating func startChecks(
    of names: [String], where isWanted: (Check, _ startedAt: Int?) -> Bool
  ) -> [Effect] {
    var requests: [CheckRequest] = []
    for environment in environments where names.contains(environment.name) {
      var record = world.health[environment.name] ?? HealthRecord()
      let wanted = environment.effectiveChecks.filter {
        !record.running.contains($0.name) && isWanted($0, record.startedAt[$0.name])
      }
      guard !wanted.isEmpty else { continue }
      for check in wanted {
        record.running.insert(check.name)
        record.startedAt[check.name] = world.clock?.now
      }
      world.health[environment.name] = record
      requests.append(CheckRequest(environment: environment.name, checks: wanted.map(\.name)))
    }
    return requests.isEmpty ? [] : [.world(.runChecks(requests))]
  }

  mutating func take(_ result: CheckResult, of name: String, at: Int) {
    guard let environment = environments.first(where: { $0.name == name }),
      environment.effectiveChecks.contains(where: { $0.name == result.check.name })
    else { return }
    changeHealth(of: name) { $0.take(result, at: at, of: environment) }
    if case .check(var view) = view, view.environment == name, view.check == result.check.name {
      view.makeRoomForNewest()
      self.view = .check(view)
    }
  }

  mutating func take(_ report: HealthReport) {
    guard world.position(ofEnvironment: report.environment) != nil else { return }
    changeHealth(of: report.environment) { $0.take(report) }
  }

  /// Stops waiting for these checks.
  mutating func drop(_ requests: [CheckRequest]) {
    for request in requests where world.health[request.environment] != nil {
      changeHealth(of: request.environment) { $0.running.subtract(request.checks) }
    }
  }

  private mutating func changeHealth(of name: String, _ change: (inout HealthRecord) -> Void) {
    switch view {
    case .health, .check: rearrange { change(&$0.world.health[name, default: HealthRecord()]) }
    default: change(&world.health[name, default: HealthRecord()])
    }
  }
}
