/// What a reader has for those who show it: some lines, and how many it had to leave out.
package struct LogBatch: Hashable, Sendable {
  /// Sorted by time, as far as that is known.
  package var lines: [LogLine]
  /// Lines that came faster than anybody could read them, before these.
  package var droppedCount: Int

  package init(lines: [LogLine] = [], droppedCount: Int = 0) {
    self.lines = lines
    self.droppedCount = droppedCount
  }

  package var isEmpty: Bool { lines.isEmpty && droppedCount == 0 }

  /// Adds a later one; of more than `linesMax` lines or `costMax` bytes the oldest are dropped.
  package mutating func append(_ later: LogBatch, linesMax: Int, costMax: Int) {
    lines += later.lines
    droppedCount += later.droppedCount
    var cost = 0
    var kept = 0
    for line in lines.reversed() {
      cost += line.cost
      guard kept < linesMax, cost <= costMax else { break }
      kept += 1
    }
    droppedCount += lines.count - kept
    if kept < lines.count { lines.removeFirst(lines.count - kept) }
  }
}
