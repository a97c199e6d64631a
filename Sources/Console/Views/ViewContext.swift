import Canvas
import Environments

/// Which environments the operator means.
package enum Focus: Hashable, Sendable {
  case all
  /// By position in the configuration.
  case one(Int)
}

/// What a view is given: what is known of the world, and what all views share of the screen.
package struct ViewContext: Hashable, Sendable {
  package internal(set) var world = World()
  package internal(set) var size: Size
  package internal(set) var focus = Focus.all
  /// The keys in force.
  package internal(set) var keys: KeyTable
  /// The environments that have a column in the current view.
  var columns: [Int] = []
  /// The position in `columns` of the first one that is on the screen.
  var firstColumn = 0

  /// What reads regular expressions: its engine is not this room's business.
  let patterns: LogPatterns

  init(size: Size, keys: KeyTable, patterns: LogPatterns) {
    self.size = size
    self.keys = keys
    self.patterns = patterns
  }

  var environments: [Environment] { world.environments }
  var matrix: Matrix { world.matrix }
  var catalog: Catalog { world.catalog }
  var clock: Clock? { world.clock }
  var body: Rect { Layout(self).body }

  /// The positions of the environments the operator means.
  var focused: [Int] {
    switch focus {
    case .all: Array(environments.indices)
    case .one(let index): environments.indices.contains(index) ? [index] : []
    }
  }

  /// The one environment that a key would act on; `nil` when several are meant.
  var target: Environment? {
    if case .one(let index) = focus, environments.indices.contains(index) {
      return environments[index]
    }
    return environments.count == 1 && focus == .all ? environments[0] : nil
  }

  /// The operation whose progress has the panel: the focused environment's, else the newest.
  var shownOperation: OperationProgress? {
    target.flatMap { world.operation(on: $0.name) } ?? world.operations.last
  }

  /// The first place in a file that says the key, in the focused environments.
  func location(of key: SettingKey) -> Location? {
    focused.lazy.compactMap { environments[$0].setting(key)?.location }.first
  }

  /// A value where one environment is meant, a key where several are; a secret is never copied.
  func copy(of key: SettingKey) -> CopiedText {
    guard let value = target?.setting(key)?.value else { return .text(key.path) }
    if case .secret = value { return .secret }
    return .text(value.text)
  }

  /// What a view without environments says.
  var noEnvironments: String {
    world.hasLoaded
      ? "No environment is declared here: configs/environment/<name>.yaml adds one." : "Reading…"
  }
}

/// How a screen is divided: a header line, the body, a panel while an operation runs, a line
/// while an error is not read, a footer line.
struct Layout: Hashable {
  static let sizeMin = Size(columns: 60, rows: 15)
  /// A column of an environment is never narrower.
  static let columnWidthMin = 26

  var body: Rect
  /// `nil` while nothing runs.
  var progress: Rect?
  /// `nil` while every error is read.
  var alert: Rect?

  init(_ context: ViewContext) {
    let size = context.size
    let taken = context.world.notices.unread == nil ? 0 : 1
    let whole = Rect(x: 0, y: 1, width: size.columns, height: size.rows - 2 - taken)
    if taken > 0 { alert = Rect(x: 0, y: whole.maxY, width: whole.width, height: 1) }
    guard let running = context.shownOperation else {
      body = whole
      return
    }
    let height = min(running.lines.count + 3, max(4, whole.height / 2))
    body = Rect(x: 0, y: 1, width: whole.width, height: whole.height - height)
    progress = Rect(x: 0, y: body.maxY, width: whole.width, height: height)
  }

  static func isTooSmall(_ size: Size) -> Bool {
    size.columns < sizeMin.columns || size.rows < sizeMin.rows
  }
}

/// What is copied from a row.
enum CopiedText: Hashable {
  case text(String)
  /// A fingerprint is no use in a file, and the secret itself is not known here.
  case secret
}

// Why an act on an environment cannot begin.
extension ViewContext {
  /// Why an action that acts cannot be taken now, whatever view it is; `nil` when it can, and for any other action.
  func objection(toActing action: Action) -> String? {
    switch action {
    case .launch: objection(to: .launch)
    case .stop: objection(to: .stop)
    case .restart: objection(to: .restart)
    case .checkHealth, .watchHealth:
      environments.isEmpty ? "There is no environment to check." : nil
    case .suspend:
      world.operations.first.map {
        "The \($0.verb.rawValue) of \($0.environment) needs this screen; suspend when it has ended."
      }
    default: nil
    }
  }

  private func objection(to verb: Plan.Verb) -> String? {
    guard !environments.isEmpty else { return "There is no environment to \(verb.rawValue)." }
    guard let target else {
      return
        "\(verb.imperative) acts on one environment: press its number, or \(sides), to focus it."
    }
    if target.found != nil {
      return "\(target.name) is not declared: run triptych init first."
    }
    if let running = world.operation(on: target.name) {
      return "A \(running.verb.rawValue) of \(target.name) is running; "
        + "\(keys.name(of: .interrupt)) asks to cancel it."
    }
    if let planning = world.planning, planning.environment == target.name {
      return "The \(planning.verb.rawValue) of \(target.name) is being planned."
    }
    return nil
  }

  /// The keys that go from environment to environment.
  var sides: String { "\(keys.name(of: .left)) and \(keys.name(of: .right))" }
}
