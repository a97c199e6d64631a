import Canvas
import Environments

/// The environments that the operator has focused.
package enum Focus: Hashable, Sendable {
  case all
  /// One environment, by its position in the configuration.
  case one(Int)
}

/// The input of a view: the known state of the world, and the state of the screen that all views share.
package struct ViewContext: Hashable, Sendable {
  package internal(set) var world = World()
  package internal(set) var size: Size
  package internal(set) var focus = Focus.all
  /// The keys in force.
  package internal(set) var keys: KeyTable
  /// The environments that have a column in the current view.
  var columns: [Int] = []
  /// The position in `columns` of the first visible column.
  var firstColumn = 0

  /// The reader of regular expressions, whose engine belongs to another room.
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

  /// The positions of the focused environments.
  var focused: [Int] {
    switch focus {
    case .all: Array(environments.indices)
    case .one(let index): environments.indices.contains(index) ? [index] : []
    }
  }

  /// The environment that a key acts on; `nil` when several are focused.
  var target: Environment? {
    if case .one(let index) = focus, environments.indices.contains(index) {
      return environments[index]
    }
    return environments.count == 1 && focus == .all ? environments[0] : nil
  }

  /// The operation in the progress panel: that of the focused environment, or else the newest.
  var shownOperation: OperationProgress? {
    target.flatMap { world.operation(on: $0.name) } ?? world.operations.last
  }

  /// The first location of the key in a file, in the focused environments.
  func location(of key: SettingKey) -> Location? {
    focused.lazy.compactMap { environments[$0].setting(key)?.location }.first
  }

  /// The text to copy: the value when one environment is focused, the key when several are. Secrets are never
  /// copied.
  func copy(of key: SettingKey) -> CopiedText {
    guard let value = target?.setting(key)?.value else { return .text(key.path) }
    if case .secret = value { return .secret }
    return .text(value.text)
  }

  /// The text of a view without environments.
  var noEnvironments: String {
    world.hasLoaded ? world.configuration.firstStep ?? "" : "Reading…"
  }
}

/// The division of a screen: a header line, the body, a panel while an operation runs, a line while there is an
/// unread error, and a footer line.
struct Layout: Hashable {
  static let sizeMin = Size(columns: 60, rows: 15)
  /// The minimum width of an environment's column.
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

/// The text that is copied from a row.
enum CopiedText: Hashable {
  case text(String)
  /// A secret: its fingerprint is of no use in a file, and its value is not known here.
  case secret
}

// Objections to acts on an environment.
extension ViewContext {
  /// The reason why an act is not available now in any view; `nil` when it is, and for actions that are not acts.
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

  /// The keys that move between environments.
  var sides: String { "\(keys.name(of: .left)) and \(keys.name(of: .right))" }
}
