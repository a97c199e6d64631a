import Canvas

/// The positions of the overview's columns, and the division of their rows.
struct OverviewLayout: Hashable {
  struct Column: Hashable {
    var environment: Int
    var rect: Rect
  }

  /// The columns that are completely on the screen.
  var columns: [Column]
  /// The numbers of further columns on either side.
  var left: Int
  var right: Int
  var servicesHeight: Int
  /// The height of the settings without their divider.
  var settingsHeight: Int
  /// The height of the notes without their divider; 0 when no column has a note of its own.
  var notesHeight: Int
  /// The note that all columns on the screen have, below them; a column then shows none.
  var sharedNote: Note?
  /// The place of the shared note.
  var sharedNoteRect: Rect

  init(_ view: OverviewView, _ context: ViewContext) {
    let body = context.body
    let window = ColumnWindow(
      of: context.columns, from: context.firstColumn, x: body.x, width: body.width,
      widthMin: Layout.columnWidthMin)
    let notes = window.columns.map { Note(context, $0.environment) }
    sharedNote = Self.sharedNote(of: notes)
    let lines = sharedNote.map { Wrap.lines($0.line, columns: body.width - 2).count } ?? 0
    let height = body.height - min(lines, Self.sharedNoteHeightMax)
    sharedNoteRect = Rect(
      x: body.x + 1, y: body.y + height, width: body.width - 2, height: body.height - height)
    columns = window.columns.map {
      let rect = Rect(x: $0.x, y: body.y, width: $0.width, height: height)
      return Column(environment: $0.environment, rect: rect)
    }
    left = window.left
    right = window.right
    notesHeight = sharedNote == nil ? Self.notesHeight(notes, columns, in: body) : 0
    let rows = max(2, height - 3 - (notesHeight == 0 ? 0 : notesHeight + 1))
    let services = view.servicesCount
    let settings = view.settingsCount
    if services + settings <= rows {
      servicesHeight = services
      settingsHeight = rows - services
    } else {
      settingsHeight = min(settings, max(rows / 3, rows - services))
      servicesHeight = rows - settingsHeight
    }
  }

  private static let sharedNoteHeightMax = 2

  /// One line below the columns says what would fill a quarter of each: mostly that their engine does not answer.
  private static func sharedNote(of notes: [Note?]) -> Note? {
    guard notes.count > 1, let first = notes[0], notes.allSatisfy({ $0 == first }) else {
      return nil
    }
    return first
  }

  private static func notesHeight(_ notes: [Note?], _ columns: [Column], in body: Rect) -> Int {
    let most =
      zip(notes, columns).map { note, column in
        note.map { Wrap.lines($0.text, columns: column.rect.width - 4).count } ?? 0
      }.max() ?? 0
    return min(most, max(2, body.height / 4))
  }
}

/// The division of a column's width between names and their states or values.
struct RowMetrics: Hashable {
  /// The width of the column.
  var columns: Int
  /// The width of names and labels.
  var name: Int

  /// The width of the longest state, with its sign, that a narrow column must show completely.
  private static let stateWidth = 11

  init(_ context: ViewContext, columns: Int) {
    self.columns = columns
    name = max(6, min(context.catalog.nameWidth, columns - Self.stateWidth - 1, columns * 2 / 3))
  }
}
