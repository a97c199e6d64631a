/// Frames for terminals that cannot show Unicode.
extension Frame {
  /// The same frame in ASCII, column by column.
  package var plain: Frame {
    var frame = self
    frame.change { $0 = $0.plain }
    return frame
  }
}

extension Cell {
  /// The cell in ASCII: lines and signs become similar characters, combining marks are dropped, anything else is `?`.
  package var plain: Cell {
    guard let base else { return Cell("?" as Unicode.Scalar, style: style) }
    let scalar = base.isASCII ? base : Self.similar[base] ?? "?"
    return Cell(scalar, style: style)
  }

  private static let similar: [Unicode.Scalar: Unicode.Scalar] = [
    "─": "-", "│": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+",
    "┴": "+", "┼": "+", "═": "=", "━": "=", "┃": "|", "┏": "+",
    "┓": "+", "┗": "+", "┛": "+", "┣": "+", "┫": "+", "∅": "0", "‖": "=", "║": "|", "╭": "+",
    "╮": "+", "╰": "+", "╯": "+", "█": "#",
    "●": "*", "○": "o", "▲": "^", "▼": "v", "△": "^", "▽": "v", "✓": "v", "✗": "x", "×": "x",
    "⊘": "!", "…": "~", "•": "*", "·": ".", "→": ">", "←": "<", "↑": "^", "↓": "v", "▶": ">",
    "▸": ">", "▾": "v", "›": ">", "‹": "<", "≠": "!", "≈": "~", "–": "-", "—": "-", "’": "'",
    "‘": "'", "“": "\"", "”": "\"", "°": "o", "µ": "u", "▓": "#", "▒": "%", "░": ":",
    "⏎": "<", "⇧": "^",
    // The blocks of a sparkline.
    "▁": "_", "▂": ".", "▃": ":", "▄": "-", "▅": "=", "▆": "+", "▇": "*",
  ]
}
