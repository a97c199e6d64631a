import Environments

/// The view of logs: a pane for each scope, and how all of them are shown.
struct LogScreen: Hashable, Sendable {
  enum Times: Hashable, Sendable, CaseIterable {
    case off, local, age, utc

    var words: String {
      switch self {
      case .off: "Times are off."
      case .local: "Times by the clock above."
      case .age: "Ages."
      case .utc: "Times in UTC."
      }
    }
  }

  /// A pattern on its way.
  struct Typing: Hashable, Sendable {
    enum Purpose: Hashable, Sendable { case search, filter }

    var purpose: Purpose
    var text = ""
    var problem: LogPatternProblem?
    /// What was there before, for those who change their mind.
    var before: LogPattern?
  }

  static let panesMax = 16
  /// Of all panes together.
  static let costMax = 64 << 20

  var panes: [LogPane]
  var selected = 0
  /// The first pane on the screen.
  var firstPane = 0
  /// Only the selected pane is shown.
  var isAlone = false
  var wraps = true
  var times = Times.off
  var search: LogPattern?
  var filter: LogPattern?
  var typing: Typing?

  init(_ scopes: [LogScope]) {
    let scopes = scopes.prefix(Self.panesMax)
    panes = scopes.map { LogPane($0, costMax: Self.costMax / max(1, scopes.count)) }
  }

  var pane: LogPane { panes[selected] }
}
