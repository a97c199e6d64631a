import Environments

/// What is known of the world: what the files declare, what runs, what was checked and said. No view and no key is in it.
package struct World: Hashable, Sendable {
  package internal(set) var configuration = Configuration()
  package internal(set) var matrix = Matrix(environments: [], rows: [])
  var hasLoaded = false
  /// How often the files have been loaded.
  private(set) var loadCount = 0
  /// By environment.
  var statuses: [String: EnvironmentStatus] = [:]
  /// By environment.
  var health: [String: HealthRecord] = [:]
  /// The names of the environments whose checks are repeated.
  var watched: Set<String> = []
  /// Those that run, oldest first; one an environment at most.
  var operations: [OperationProgress] = []
  /// Environments whose operation was told to stop and has not yet.
  var cancelling: Set<String> = []
  /// The act whose plan has been asked for and has not arrived.
  var planning: PlanRequest?
  /// Acts that a process that is gone left in the middle, by environment.
  var interruptions: [String: Interruption] = [:]
  /// What the header says of the engines.
  var engine = ""
  var clock: Clock?
  var notices = Notices()

  // What follows from it, computed when it arrives so that no key pays for it.
  private(set) var catalog = Catalog()
  /// One for each environment, in the configuration's order.
  private(set) var columnStates: [ColumnState] = []

  package var environments: [Environment] { configuration.environments }

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

  /// Takes in what the files say now; what is not declared any more is forgotten.
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
        // Most heartbeats only prove that the engine lives.
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

  /// Moves what is counted from along with a clock that somebody set, so that ages stay true.
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

/// A plan that has been asked for.
struct PlanRequest: Hashable, Sendable {
  var verb: Plan.Verb
  var environment: String
  var services: [String] = []
  /// By the mouse, which slips: then the plan asks, whatever its guard.
  var wasClicked = false
}
