/// Writes text from outside as GitHub's Markdown. Markup and HTML in it have no effect, and it mentions no user.
package enum Markdown {
  /// A table cell that shows a text exactly, as code; a longer text is cut and ends in an ellipsis.
  static func code(_ text: String, scalarsMax: Int) -> String {
    let shown = visible(shortened(text, to: scalarsMax))
    guard !shown.isEmpty else { return " " }
    let fence = String(repeating: "`", count: longestRun(of: "`", in: shown) + 1)
    // GitHub removes one blank on each side; the added blanks keep a backtick or a blank at an edge.
    let isEdged = fence.count > 1 || shown.first == " " || shown.last == " "
    let edge = isEdged ? " " : ""
    return fence + edge + shown.replacing("|", with: "\\|") + edge + fence
  }

  /// A table cell of prose: plain words as they are, every other word as code.
  static func prose(_ text: String, scalarsMax: Int) -> String {
    shortened(text, to: scalarsMax).split(whereSeparator: \.isWhitespace)
      .map { isPlain($0) ? String($0) : code(String($0), scalarsMax: scalarsMax) }
      .joined(separator: " ")
  }

  private static func isPlain(_ word: Substring) -> Bool {
    word.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        ? scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          || ".,;:'()?…-".unicodeScalars.contains(scalar)
        : scalar.properties.isAlphabetic || scalar == "…"
    }
  }

  /// Cuts by scalars, since a single character can consist of any number of them.
  static func shortened(_ text: String, to count: Int) -> String {
    let scalars = text.unicodeScalars
    guard scalars.index(scalars.startIndex, offsetBy: count + 1, limitedBy: scalars.endIndex) != nil
    else { return text }
    return String(scalars.prefix(count - 1)) + "…"
  }

  /// The text with escapes for control characters and for scalars that are invisible or change the direction of
  /// writing.
  private static func visible(_ text: String) -> String {
    text.replacingScalars {
      $0.isControl || $0.isUnseen || $0.properties.generalCategory == .unassigned ? $0.escape : nil
    }
  }

  private static func longestRun(of mark: Character, in text: String) -> Int {
    var longest = 0
    var run = 0
    for character in text.unicodeScalars {
      run = Character(character) == mark ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}

/// Markdown that grows up to a limit. A block that does not fit is left out as a whole.
struct MarkdownBudget {
  private(set) var text = ""
  /// The room left, in UTF-16 units: GitHub counts no more than these.
  private(set) var left: Int

  init(charactersMax: Int) { left = charactersMax }

  /// Adds the block when it fits and leaves room for `reserve`. Returns whether it was added.
  mutating func add(_ block: String, keeping reserve: Int = 0) -> Bool {
    let count = block.utf16.count
    guard count + reserve <= left else { return false }
    text += block
    left -= count
    return true
  }
}
