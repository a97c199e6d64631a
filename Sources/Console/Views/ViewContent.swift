import Canvas
import Environments

/// The identity of a view in the trail.
package enum ViewID: Hashable, Sendable {
  case overview
  case differences
  case explanation(SettingKey)
  case health
  /// A check of an environment, by their names.
  case check(environment: String, check: String)
  case help
  case problems
  case logs
  case messages
  case containers
}

/// The element at a cell of a view.
enum ViewHit: Hashable {
  /// A row of the list, in the column of an environment where there are columns.
  case row(Int, environment: Int?)
  /// A column, outside of its rows.
  case environment(Int)
}

/// The effect of Enter on the selected row.
enum Opening: Hashable {
  case view(ViewID)
  /// Every setting of a service.
  case settings(ofService: String)
  /// A location in a file.
  case file(Location)
  /// Folds or unfolds the group of the row.
  case fold
}

/// What becomes of a view's rows when another environment is focused.
enum FocusChange: Hashable {
  case nothing
  /// Other rows take their places; the cursor keeps its number.
  case otherRows
  /// The same rows are arranged in another way; the cursor keeps its row.
  case otherOrder
}

/// A request of a view to the console.
enum ViewReply: Hashable {
  /// Lists the rows again and keeps the operator's position.
  case relist
  /// Then moves the cursor to this row, or to the next one on which it can be.
  case reveal(RowID)
  case say(Level, String)
  case effect(Effect)
}

/// One view: its own state, its rows, and its drawing. Each view is a folder with a type that conforms, and a case
/// of `View`.
protocol ViewContent: Hashable, Sendable {
  var id: ViewID { get }
  /// The context of its keys.
  var keyContext: KeyContext { get }
  /// The name in the header's trail; `nil` for the overview, where the trail begins.
  var name: String? { get }
  /// The filter of its rows; empty for none.
  var filter: String { get }
  /// Whether only faults are listed.
  var onlyFaults: Bool { get }
  /// Whether the environments have columns side by side.
  var hasColumns: Bool { get }
  /// The words in the header about the order and the filters.
  func headerWords(_ context: ViewContext) -> [String]
  /// The visible rows, for the header; empty when all are visible, or when the header does not show them.
  func headerExtent(_ context: ViewContext) -> String
  /// The number of listed rows, and of all rows.
  var tally: Tally { get }

  mutating func narrow(to filter: String)
  /// Performs an action in this view; `nil` for actions that all views perform in the same way. `digit` is the
  /// pressed digit.
  mutating func take(_ action: Action, digit: Int?, _ context: ViewContext) -> [ViewReply]?
  /// The reason why an action is not available in this view now; `nil` when it is, and for actions that are not its
  /// own.
  func objection(to action: Action, _ context: ViewContext) -> String?
  /// Performs a click on an element that is not a row.
  mutating func click(_ point: Frame.Position, _ context: ViewContext) -> [ViewReply]
  /// Whether the view shows the environment.
  func shows(environment: Int, _ context: ViewContext) -> Bool
  /// The number of environments with a column on the screen.
  func columnCount(_ context: ViewContext) -> Int
  /// What becomes of the rows when another environment is focused.
  func focusChange(_ context: ViewContext) -> FocusChange
  /// Whether the rows or their order depend on the states of services.
  var followsStates: Bool { get }

  /// Lists the rows again: after a load, a change of filter, or a change of view.
  mutating func relist(_ context: ViewContext)
  /// Keeps the operator's position after a change: on the same row at the same height.
  mutating func keepPosition(of before: any ViewContent, _ old: ViewContext, _ new: ViewContext)
  /// Moves the cursor to a row, or to the next one on which it can be.
  mutating func select(_ id: RowID, _ context: ViewContext)
  /// Brings cursor and windows back into the bounds of the screen.
  mutating func settle(_ context: ViewContext)

  /// The number of rows of a page, which keeps one row of the previous page.
  func pageHeight(_ context: ViewContext) -> Int
  var rowCount: Int { get }
  var cursor: Cursor { get set }
  mutating func move(by rows: Int)
  /// The element at a cell of the body.
  func hit(_ point: Frame.Position, _ context: ViewContext) -> ViewHit?

  func rowID(_ context: ViewContext) -> RowID?
  func opening(_ context: ViewContext) -> Opening?
  /// The location of the selected row in a file, in the first focused environment that has one.
  func location(_ context: ViewContext) -> Location?
  /// The text of the selected row; `nil` when there is nothing to copy.
  func copiedText(_ context: ViewContext) -> CopiedText?
  /// The service of the selected row.
  func selectedService(_ context: ViewContext) -> String?

  /// Whether the view changes every second.
  func needsSeconds(_ context: ViewContext) -> Bool
  func draw(into frame: inout Frame, in body: Rect, _ context: ViewContext)
}

/// The defaults for most views.
extension ViewContent {
  var onlyFaults: Bool { false }
  var hasColumns: Bool { false }
  var followsStates: Bool { false }
  func headerWords(_ context: ViewContext) -> [String] { [] }
  func headerExtent(_ context: ViewContext) -> String { "" }
  func needsSeconds(_ context: ViewContext) -> Bool { false }
  mutating func take(_ action: Action, digit: Int?, _ context: ViewContext) -> [ViewReply]? { nil }
  mutating func click(_ point: Frame.Position, _ context: ViewContext) -> [ViewReply] { [] }
  func objection(to action: Action, _ context: ViewContext) -> String? { nil }
  func focusChange(_ context: ViewContext) -> FocusChange { .nothing }
  func opening(_ context: ViewContext) -> Opening? { location(context).map(Opening.file) }
  func location(_ context: ViewContext) -> Location? { nil }
  func copiedText(_ context: ViewContext) -> CopiedText? { nil }
  func selectedService(_ context: ViewContext) -> String? { nil }

  func shows(environment: Int, _ context: ViewContext) -> Bool {
    filter.isEmpty || Filter(filter).takes(environment: context.environments[environment].name)
  }

  func columnCount(_ context: ViewContext) -> Int {
    ColumnWindow.count(
      of: context.columns.count, width: context.size.columns, widthMin: Layout.columnWidthMin)
  }

  func matches(_ text: String) -> Bool { filter.isEmpty || Filter(filter).matches(text) }
}
