import Canvas

/// Where a dialog stands and what it says.
struct DialogLayout: Hashable {
  static let widthMin = 46
  static let widthMax = 100

  var rect: Rect
  var title: StyledText
  var role: Style.Role
  /// What scrolls.
  var content: [StyledText]
  /// What stays below it: the question, the answers.
  var foot: [StyledText]

  init(_ dialog: Dialog, size: Size) {
    let words = DialogWords(dialog, columns: min(size.columns - 4, Self.widthMax) - 4)
    title = words.title
    role = words.role
    content = words.content
    foot = words.foot
    let needed = max(title.width + 2, (content + foot).map(\.width).max() ?? 0) + 4
    let width = min(size.columns - 4, max(Self.widthMin, needed))
    let wanted = content.count + foot.count + 2
    let height = min(size.rows - 2, wanted)
    rect = Rect(
      x: (size.columns - width) / 2, y: (size.rows - height) / 2, width: width, height: height)
  }

  var contentHeight: Int { max(0, rect.height - 2 - foot.count) }
  var scrollMax: Int { max(0, content.count - contentHeight) }
}
