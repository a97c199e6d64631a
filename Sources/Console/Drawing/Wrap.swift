import Canvas

/// Breaks text into lines of a given width.
enum Wrap {
  /// Breaks at spaces, and inside words that are longer than a line; line breaks in the text stay.
  static func lines(_ text: String, columns: Int, indent: String = "") -> [String] {
    guard columns > indent.count + 1 else { return [text] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      paragraph($0, columns: columns, indent: indent)
    }
  }

  private static func paragraph(_ text: Substring, columns: Int, indent: String) -> [String] {
    // A line that fits keeps its spaces, because they may align columns.
    guard SafeText.width(of: String(text)) > columns else { return [String(text)] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      for piece in pieces(of: word, columns: columns - indent.count) {
        let separator = line.isEmpty || line == indent ? "" : " "
        if SafeText.width(of: line + separator + piece) <= columns {
          line += separator + piece
        } else {
          lines.append(line)
          line = indent + piece
        }
      }
    }
    lines.append(line)
    return lines
  }

  private static func pieces(of word: Substring, columns: Int) -> [String] {
    guard SafeText.width(of: String(word)) > columns else { return [String(word)] }
    var pieces = [""]
    var used = 0
    for glyph in SafeText.glyphs(of: String(word)) {
      if used + Int(glyph.width) > columns {
        pieces.append("")
        used = 0
      }
      pieces[pieces.count - 1] += glyph.text
      used += Int(glyph.width)
    }
    return pieces
  }
}
