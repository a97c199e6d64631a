import Canvas
import Environments

/// Which view: what tells one in the trail from another.
package enum ViewID: Hashable, Sendable {
  case overview
  case differences
  case explanation(SettingKey)
  case health
  /// One check of an environment, by their names.
  case check(environment: String, check: String)
  case help
  case problems
  case logs
  case messages
  case containers
}

/// What stands on a cell of a view.
enum ViewHit: Hashable {
  /// A row of the list, in the column of an environment where there are columns.
  case row(Int, environment: Int?)
  /// A column beside its rows.
  case environment(Int)
}

/// What Enter does on the selected row.
enum Opening: Hashable {
  case view(ViewID)
  /// Every setting of a service.
  case settings(ofService: String)
  /// The place in a file.
  case file(Location)
  /// The group of the row is folded, or unfolded.
  case fold
}

/// What a view's own key asks of the console.
enum ViewReply: Hashable {
  /// The rows are to be listed anew, with the operator kept where they stand.
  case relist
  /// After that, the cursor goes to this row, or to the next one on which it can stand.
  case reveal(RowID)
  case say(Level, String)
  case effect(Effect)
}

/// One view: what only it knows, its rows, and how they are drawn. A view is a folder with a type that conforms, and a case of `View`.
protocol ViewContent: Hashable, Sendable {
  var id: ViewID { get }
  /// Where its keys are pressed.
  var keyContext: KeyContext { get }
  /// What the header's trail calls it; `nil` for the overview, where the trail begins.
  var name: String? { get }
  /// What its rows are narrowed to; empty for none.
  var filter: String { get }
  /// Whether only what is not as it should be is listed.
  var onlyFaults: Bool { get }
  /// The columns of the environments stand side by side.
  var hasColumns: Bool { get }
  /// What the header says of the order and of what is left out.
  func headerWords(_ context: ViewContext) -> [String]
  /// Which of its rows are on the screen, where the header says it; empty where it does not, and when all are.
  func headerExtent(_ context: ViewContext) -> String
  /// How many rows are listed of how many.
  var tally: Tally { get }

  mutating func narrow(to filter: String)
  /// Does what a key or a command means in this view; `nil` for what every view does in the same way. `digit` is the
  /// pressed one.
  mutating func take(_ action: Action, digit: Int?, _ context: ViewContext) -> [ViewReply]?
  /// Why the view cannot take an action now; `nil` when it can, and for actions that are not its own.
  func objection(to action: Action, _ context: ViewContext) -> String?
  /// Does what a click on something that is no row means.
  mutating func click(_ point: Frame.Position, _ context: ViewContext) -> [ViewReply]
  /// The view shows an environment that is not the focused one.
  func shows(environment: Int, _ context: ViewContext) -> Bool
  /// How many environments have a column on the screen.
  func columnCount(_ context: ViewContext) -> Int
  /// The rows, or their order, depend on what is focused.
  func followsFocus(_ context: ViewContext) -> Bool
  /// The rows, or their order, depend on what runs.
  var followsStates: Bool { get }

  /// Lists the rows anew: after a load, a change of filter, a change of view.
  mutating func relist(_ context: ViewContext)
  /// After a change: keeps the operator where they stood before it, on the same row at the same height.
  mutating func keepPosition(of before: any ViewContent, _ old: ViewContext, _ new: ViewContext)
  /// Puts the cursor on a row, or on the next one on which it can stand.
  mutating func select(_ id: RowID, _ context: ViewContext)
  /// Brings cursor and windows back into the bounds of the screen.
  mutating func settle(_ context: ViewContext)

  /// How many rows a page has: one row of what was seen before is kept.
  func pageHeight(_ context: ViewContext) -> Int
  var rowCount: Int { get }
  var cursor: Cursor { get set }
  mutating func move(by rows: Int)
  /// What stands on a cell of the body.
  func hit(_ point: Frame.Position, _ context: ViewContext) -> ViewHit?

  func rowID(_ context: ViewContext) -> RowID?
  func opening(_ context: ViewContext) -> Opening?
  /// The place in a file that the selected row speaks of, in the first focused environment that has one.
  func location(_ context: ViewContext) -> Location?
  /// What the selected row says; `nil` where there is nothing to copy.
  func copiedText(_ context: ViewContext) -> CopiedText?
  /// The service of the selected row.
  func selectedService(_ context: ViewContext) -> String?

  /// Something in it changes from second to second.
  func needsSeconds(_ context: ViewContext) -> Bool
  func draw(into frame: inout Frame, in body: Rect, _ context: ViewContext)
}

/// What most views have nothing of.
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
  func followsFocus(_ context: ViewContext) -> Bool { false }
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
