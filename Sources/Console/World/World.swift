import Environments

/// The known state of the world: declarations, states of services, checks and notices. It contains no view and no
/// key.
package struct World: Hashable, Sendable {
  package internal(set) var configuration = Configuration()
  package internal(set) var matrix = Matrix(environments: [], rows: [])
  var hasLoaded = false
  /// The number of times that the files were loaded.
  private(set) var loadCount = 0
  /// By environment.
  var statuses: [String: EnvironmentStatus] = [:]
  /// By environment.
  var health: [String: HealthRecord] = [:]
  /// The names of the environments whose checks are repeated.
  var watched: Set<String> = []
  /// The running operations, oldest first; at most one for each environment.
  var operations: [OperationProgress] = []
  /// The environments whose operation is being cancelled.
  var cancelling: Set<String> = []
  /// The requested plan that has not arrived yet.
  var planning: PlanRequest?
  /// The acts that were interrupted because their process is gone, by environment.
  var interruptions: [String: Interruption] = [:]
  /// The text of the header about the engines.
  var engine = ""
  var clock: Clock?
  var notices = Notices()

  // Derived values, computed when the configuration arrives so that keys stay fast.
  private(set) var catalog = Catalog()
  /// The state of each environment's column, in the order of the configuration.
  private(set) var columnStates: [ColumnState] = []

  package var environments: [Environment] { configuration.environments }

  /// The orphans of all environments that no environment declares as a service; those that another one declares have
  /// the row of that service.
  var orphanNames: [String] {
    Set(columnStates.flatMap { $0.orphans.map(\.name) }).subtracting(catalog.serviceNames).sorted()
  }

  func operation(on environment: String) -> OperationProgress? {
    operations.first { $0.environment == environment }
  }

  func position(ofEnvironment name: String) -> Int? {
    environments.firstIndex { $0.name == name }
  }

  func result(_ position: Int, of environment: Int) -> CheckResult? {
    let results = health[environments[environment].name]?.report?.results ?? []
    return results.indices.contains(position) ? results[position] : nil
  }

  /// Replaces the configuration; state of environments that are no longer declared is removed.
  mutating func replace(_ configuration: Configuration, _ matrix: Matrix) {
    self.configuration = configuration
    self.matrix = matrix
    loadCount += 1
    catalog = Catalog(configuration, matrix)
    columnStates = environments.indices.map(columnState(of:))
    keepDeclaredHealth()
  }

  mutating func take(_ arrived: [EnvironmentStatus]) {
    for status in arrived {
      let before = statuses.updateValue(status, forKey: status.environment)
      guard let index = position(ofEnvironment: status.environment) else { continue }
      if let before, before.engine == status.engine, before.containers == status.containers,
        before.observedAt != nil, status.observedAt != nil
      {
        // Most heartbeats only show that the engine is alive.
        columnStates[index].observedAt = status.observedAt
        columnStates[index].freshSeconds = 2 * status.heartbeatSeconds
        columnStates[index].slowMilliseconds = status.answeredAfterMilliseconds
      } else {
        columnStates[index] = columnState(of: index)
      }
    }
  }

  mutating func take(_ progress: OperationProgress) {
    if let index = operations.firstIndex(where: { $0.environment == progress.environment }) {
      operations[index] = progress
    } else {
      operations.append(progress)
    }
  }

  /// Moves stored times by the amount by which the clock was set, so that ages stay true.
  mutating func moveTimes(by leap: Int) {
    for name in statuses.keys { statuses[name]?.observedAt? += leap }
    for index in columnStates.indices { columnStates[index].observedAt? += leap }
    for index in operations.indices { operations[index].startedAt += leap }
    notices.toast?.shownAt? += leap
  }

  private func columnState(of index: Int) -> ColumnState {
    ColumnState(
      statuses[environments[index].name], environment: environments[index], index: index,
      rows: catalog.services)
  }

  private mutating func keepDeclaredHealth() {
    let names = Set(environments.map(\.name))
    health = health.filter { names.contains($0.key) }
    watched.formIntersection(names)
    for environment in environments where health[environment.name] != nil {
      health[environment.name]?.keep(Set(environment.effectiveChecks.map(\.name)))
    }
  }
}

/// A requested plan.
struct PlanRequest: Hashable, Sendable {
  var verb: Plan.Verb
  var environment: String
  var services: [String] = []
  /// Whether the request came from a click, which may be accidental: the plan then asks, whatever its guard.
  var wasClicked = false
}
