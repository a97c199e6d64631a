/// Text from outside as GitHub's Markdown: nothing in it is obeyed, neither markup nor HTML, and nobody is mentioned.
package enum Markdown {
  /// A table's cell that shows a text exactly, as code; where it is longer, its beginning and an ellipsis.
  static func code(_ text: String, scalarsMax: Int) -> String {
    let shown = visible(shortened(text, to: scalarsMax))
    guard !shown.isEmpty else { return " " }
    let fence = String(repeating: "`", count: longestRun(of: "`", in: shown) + 1)
    // One blank on each side is taken off again, so that a backtick or a blank at an edge stays.
    let isEdged = fence.count > 1 || shown.first == " " || shown.last == " "
    let edge = isEdged ? " " : ""
    return fence + edge + shown.replacing("|", with: "\\|") + edge + fence
  }

  /// A table's cell of prose: plain words as they are, each other word as code.
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

  /// By scalars, since one character may hold any number of them.
  private static func shortened(_ text: String, to count: Int) -> String {
    let scalars = text.unicodeScalars
    guard scalars.index(scalars.startIndex, offsetBy: count + 1, limitedBy: scalars.endIndex) != nil
    else { return text }
    return String(scalars.prefix(count - 1)) + "…"
  }

  /// Controls, and what is invisible or turns the direction of writing, as their escapes.
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

/// Markdown that grows until a limit: blocks that no longer fit are left out, whole.
struct MarkdownBudget {
  private(set) var text = ""
  /// In UTF-16 units, which GitHub counts at most.
  private(set) var left: Int

  init(charactersMax: Int) { left = charactersMax }

  /// Adds the block unless it would take more than what is left but for `reserve`. Returns whether it was added.
  mutating func add(_ block: String, keeping reserve: Int = 0) -> Bool {
    let count = block.utf16.count
    guard count + reserve <= left else { return false }
    text += block
    left -= count
    return true
  }
}
