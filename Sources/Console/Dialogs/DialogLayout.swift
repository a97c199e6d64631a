import Canvas

/// Where a dialog stands and what it says.
struct DialogLayout: Hashable {
  var rect: Rect
  /// What scrolls.
  var content: [StyledText]
  /// What stays below it: the question, the answers.
  var foot: [StyledText]

  init(_ dialog: Dialog, size: Size) {
    let width = min(size.columns - 4, 100)
    let words = DialogWords(dialog, columns: width - 4)
    content = words.content
    foot = words.foot
    let wanted = content.count + foot.count + 2
    let height = min(size.rows - 2, wanted)
    rect = Rect(
      x: (size.columns - width) / 2, y: (size.rows - height) / 2, width: width, height: height)
  }

  var contentHeight: Int { max(0, rect.height - 2 - foot.count) }
  var scrollMax: Int { max(0, content.count - contentHeight) }
}
