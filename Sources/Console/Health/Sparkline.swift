import Environments

/// The latencies of a check as a row of blocks, the newest at the right.
enum Sparkline {
  private static let blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// The newest results, at most one for each column. The highest block is the slowest result shown, and no block
  /// is empty; `×` is a failure, `?` an unknown result.
  static func line(_ history: CheckHistory, columns: Int) -> StyledText {
    let entries = history.entries.suffix(max(0, columns))
    let highest =
      entries.filter { CheckStreak.Kind($0.verdict) == .passing }
      .map(\.tookMicroseconds).max() ?? 0
    return entries.reduce(into: StyledText()) { line, entry in
      line += mark(entry, highest)
    }
  }

  private static func mark(_ entry: CheckHistory.Entry, _ highest: Int) -> StyledText {
    switch CheckStreak.Kind(entry.verdict) {
    case .failing: return StyledText("×", .danger)
    case .unknown: return StyledText("?", .warning)
    case .passing:
      let level = highest == 0 ? 0 : (entry.tookMicroseconds * 8 + highest - 1) / highest - 1
      return StyledText(blocks[max(0, min(level, 7))], .ok)
    }
  }
}
