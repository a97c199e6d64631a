import Canvas
import Environments

@testable import Console

/// What tests read of a model, wherever it is kept.
extension Model {
  var place: ViewID { view.id }
  var focus: Focus { context.focus }
  var columns: [Int] { context.columns }
  var firstColumn: Int { context.firstColumn }
  var catalog: Catalog { context.catalog }
  var cursor: Cursor { content.cursor }
  var rowID: RowID? { content.rowID(context) }
  var filter: String { content.filter }
  var rowCount: Int { content.rowCount }
  var prompt: Prompt? { input.prompt }
  var dialogs: [Dialog] { input.dialogs }
  var notices: [Notice] { world.notices.list }
  var unread: Notice? { world.notices.unread }
  var toast: Toast? { world.notices.toast }

  /// The rows of the overview; empty in any other view.
  var overviewRows: [OverviewView.Row] {
    if case .overview(let overview) = view { overview.list.rows } else { [] }
  }

  /// The rows of the differences; empty in any other view.
  var differenceRows: [DifferencesView.Row] {
    if case .differences(let differences) = view { differences.list.rows } else { [] }
  }

  /// What a key would copy.
  var copyText: String? {
    if case .text(let text) = content.copiedText(context) { text } else { nil }
  }

  /// The selected row of the overview.
  var selectedRow: OverviewView.Row? {
    if case .overview(let overview) = view { overview.list.selection } else { nil }
  }

  /// What the engine said of the shown containers.
  var inspected: Inspection.Answer? {
    if case .containers(let containers) = view { containers.answer } else { nil }
  }

  /// What is being read for the logs.
  var scopes: [LogScope] { logs?.panes.map(\.scope) ?? [] }
}
