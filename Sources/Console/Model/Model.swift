import Canvas
import Environments

/// Everything that can be seen and everything the next key may mean.
package struct Model: Hashable, Sendable {
  // What is known of the world.
  package internal(set) var configuration = Configuration()
  package internal(set) var matrix = Matrix(environments: [], rows: [])
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
  var engine = ""
  var hasLoaded = false

  // What follows from it, computed when it arrives so that no key pays for it.
  var catalog = Catalog()
  /// One for each environment, in the configuration's order.
  var columnStates: [ColumnState] = []

  /// What reads regular expressions: its engine is not this room's business.
  let patterns: LogPatterns

  // The screen.
  package internal(set) var size: Size
  var clock: Clock?
  package internal(set) var focus = Focus.all
  /// The environments that have a column in the current view.
  var columns: [Int] = []
  /// The position in `columns` of the first one that is on the screen.
  var firstColumn = 0
  /// The way the operator came; the last one is shown. Never empty.
  var trail: [Place] = [.overview]
  var cursors: [Place: Cursor] = [:]
  /// What each view is narrowed to.
  var filters: [Place: String] = [:]
  var isTypingFilter = false
  /// How the rows of each view are ordered, grouped and left out.
  var arrangements: [Place: Arrangement] = [:]
  /// The command that is being typed.
  var prompt: Prompt?
  /// Commands that were run, the newest last.
  var history: [String] = []
  /// Digits that a movement may make a count of.
  var count: Count?
  /// Rows without a difference are listed too.
  var showsAllRows = false
  /// The same, for as long as the filter that a service opened stays.
  var showsAllOfService = false
  /// The rows of the current view.
  var items: [ListItem] = []
  /// `nil` outside of the view of logs.
  var logs: LogScreen?
  var tally = Tally()
  /// What filters look through, one for each row of the matrix; empty until one does.
  var searchTexts: [SearchText] = []
  /// The first one has the keys.
  var dialogs: [Dialog] = []
  var toast: Toast?
  var notices: [Notice] = []
  /// The service that was looked into last.
  var inspection: Inspection?
  /// The keys in force.
  package internal(set) var keys: KeyTable

  package init(size: Size, keys: KeyTable = .standard, patterns: LogPatterns = .literal) {
    self.size = size
    self.keys = keys
    self.patterns = patterns
  }

  package var environments: [Environment] { configuration.environments }
  package var place: Place { trail[trail.count - 1] }
  var cursor: Cursor { cursors[place] ?? Cursor() }
  var selection: ListItem? { items.indices.contains(cursor.row) ? items[cursor.row] : nil }
  var filter: String { filters[place] ?? "" }
  var arrangement: Arrangement {
    get { arrangements[place] ?? Arrangement() }
    set { arrangements[place] = newValue }
  }

  var listsAllRows: Bool { showsAllRows || showsAllOfService }

  /// The positions of the environments the operator means.
  var focused: [Int] {
    switch focus {
    case .all: Array(environments.indices)
    case .one(let index): environments.indices.contains(index) ? [index] : []
    }
  }

  /// The one environment that a key would act on; `nil` when several are meant.
  var target: Environment? { focused.count == 1 ? environments[focused[0]] : nil }

  func operation(on environment: String) -> OperationProgress? {
    operations.first { $0.environment == environment }
  }

  /// Something on the screen changes from second to second: ages are told in minutes after the first.
  var needsSeconds: Bool {
    if toast != nil || count != nil || !operations.isEmpty || !watched.isEmpty { return true }
    if place == .logs, logs?.times == .age { return true }
    let youngest = (clock?.now ?? 0) - 60
    return columnStates.contains { $0.isStale(at: clock) && ($0.observedAt ?? 0) > youngest }
      || place == .health && health.values.contains { ($0.report?.startedAt ?? 0) > youngest }
  }
}
