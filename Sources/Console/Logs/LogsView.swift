import Canvas
import Environments

/// The logs: a pane for each scope, and the settings that all panes share.
struct LogsView: Hashable, Sendable {
  enum Times: Hashable, Sendable, CaseIterable {
    case off, local, age, utc

    var words: String {
      switch self {
      case .off: "Times are off."
      case .local: "Local times."
      case .age: "Times as ages."
      case .utc: "Times in UTC."
      }
    }
  }

  /// A pattern while it is typed.
  struct Typing: Hashable, Sendable {
    enum Purpose: Hashable, Sendable { case search, filter }

    var purpose: Purpose
    var text = ""
    var problem: LogPatternProblem?
    /// The pattern before, which is restored when the entry is cancelled.
    var before: LogPattern?
  }

  static let panesMax = 16
  /// The maximum cost of the lines of all panes together.
  static let costMax = 64 << 20
  /// The last column; the text beyond it is not kept.
  static let columnMax = 16 * 1024

  var panes: [LogPane]
  var selected = 0
  /// The first pane on the screen.
  var firstPane = 0
  /// Whether only the selected pane is shown.
  var isAlone = false
  var wraps = true
  var times = Times.off
  var search: LogPattern?
  /// The pattern that shown lines match.
  var pattern: LogPattern?
  var typing: Typing?

  init(_ scopes: [LogScope]) {
    let scopes = scopes.prefix(Self.panesMax)
    panes = scopes.map { LogPane($0, costMax: Self.costMax / max(1, scopes.count)) }
  }

  var pane: LogPane { panes[selected] }

  /// Appends a batch of a reader. Returns the replies about it; `nil` when the view does not show the scope.
  mutating func take(_ batch: LogBatch, of scope: LogScope) -> [ViewReply]? {
    guard let index = panes.firstIndex(where: { $0.scope == scope }) else { return nil }
    return panes[index].take(batch, filter: pattern) ? [] : dropCostlyPattern()
  }

  /// Changes the selected pane in place, because a copy of its lines would cost more than the change.
  mutating func changePane<Result>(_ change: (inout LogPane) -> Result) -> Result {
    change(&panes[selected])
  }
}

extension LogsView: ViewContent {
  var id: ViewID { .logs }
  var keyContext: KeyContext { typing == nil ? .logs : .logSearch }
  var name: String? { "logs" }
  var filter: String { "" }
  var tally: Tally { Tally(shown: pane.shownCount, total: pane.buffer.count) }
  var rowCount: Int { pane.shownCount }
  /// The cursor is unused: each pane keeps its position by the numbers of lines.
  var cursor: Cursor {
    get { Cursor(row: pane.position(of: pane.cursor)) }
    set {}
  }

  mutating func narrow(to filter: String) {}
  mutating func relist(_ context: ViewContext) {}
  mutating func keepPosition(of before: any ViewContent, _ old: ViewContext, _ new: ViewContext) {}
  mutating func select(_ id: RowID, _ context: ViewContext) {}
  mutating func move(by rows: Int) { panes[selected].move(by: rows) }
  func rowID(_ context: ViewContext) -> RowID? { nil }
  func hit(_ point: Frame.Position, _ context: ViewContext) -> ViewHit? { nil }
  func pageHeight(_ context: ViewContext) -> Int { max(1, context.body.height - 3) }
  func needsSeconds(_ context: ViewContext) -> Bool { times == .age }

  /// Moves the windows of the panes to their positions.
  mutating func settle(_ context: ViewContext) {
    let body = context.body
    let count = LogsLayout.paneCount(self, columns: body.width)
    if selected < firstPane { firstPane = selected }
    if selected >= firstPane + count { firstPane = selected - count + 1 }
    firstPane = max(0, min(firstPane, panes.count - count))
    for column in LogsLayout(self, in: body).columns {
      let layout = LogLineLayout(
        self, panes[column.pane], width: column.inner.width, clock: context.clock)
      panes[column.pane].settle(layout, height: column.inner.height)
    }
  }

  /// Selects the pane and the line under the pointer.
  mutating func click(_ point: Frame.Position, _ context: ViewContext) -> [ViewReply] {
    guard typing == nil else { return [] }
    let columns = LogsLayout(self, in: context.body).columns
    guard let column = columns.first(where: { $0.rect.holds(point) }) else { return [] }
    selected = column.pane
    let pane = self.pane
    let layout = LogLineLayout(self, pane, width: column.inner.width, clock: context.clock)
    var y = column.inner.y
    var position = pane.position(of: pane.top)
    while y < column.inner.maxY, position < pane.shownCount {
      let number = pane.number(at: position)
      y += layout.height(of: pane.buffer[number], most: column.inner.maxY - y)
      if point.y < y, point.y >= column.inner.y {
        panes[selected].cursor = number
        panes[selected].isFollowing = pane.isFollowing && position == pane.shownCount - 1
        return []
      }
      position += 1
    }
    return []
  }
}
