import Environments

/// What a probe was told, as lines that can be shown: few, short, controls made visible, without what looks secret.
enum Evidence {
  static let linesMax = 8
  static let columnsMax = 160

  /// The first lines of a text that say something.
  static func lines(of text: String, max: Int = linesMax) -> [String] {
    let all = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
    let shown = all.prefix(max).map { line($0) }
    return all.count > max ? shown + ["… \(all.count - max) lines more"] : shown
  }

  /// Masked before it is cut, lest the beginning of a secret stays.
  private static func line(_ text: Substring) -> String {
    MaskedText.of(String(text.prefix(columnsMax * 4))).onOneLine(charactersMax: columnsMax)
  }
}
