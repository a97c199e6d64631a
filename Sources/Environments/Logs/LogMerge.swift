/// Puts the lines of several streams into the order of their times, waiting for slow streams only so long.
package struct LogMerge: Sendable {
  private struct Source {
    var number: Int
    var lines: [LogLine] = []
    /// When each line came.
    var arrivals: [Int] = []
    var first = 0
    var isOpen = true
    var hasSpoken = false

    var isWaiting: Bool { first < lines.count }

    mutating func pop() -> LogLine {
      let line = lines[first]
      first += 1
      if first == lines.count || first > 4096 {
        lines.removeFirst(first)
        arrivals.removeFirst(first)
        first = 0
      }
      return line
    }
  }

  /// How long a line waits for lines of other streams; `nil` waits until every open stream has one.
  private let holdMilliseconds: Int?
  /// More lines than this wait for nobody.
  private let waitingMax: Int
  private var sources: [Source] = []
  package private(set) var waitingCount = 0
  /// Streams that have not said anything are given a moment more: their programs are still starting.
  private var patientUntil: Int

  package init(
    holdMilliseconds: Int?, startedAt now: Int = 0, patienceMilliseconds: Int = 0,
    waitingMax: Int = 20_000
  ) {
    self.holdMilliseconds = holdMilliseconds
    self.waitingMax = waitingMax
    patientUntil = now + patienceMilliseconds
  }

  /// A stream from which lines may come.
  package mutating func open(_ number: Int) {
    guard !sources.contains(where: { $0.number == number }) else { return }
    sources.append(Source(number: number))
  }

  /// No line comes from there any more; nobody waits for it.
  package mutating func close(_ number: Int) {
    guard let index = sources.firstIndex(where: { $0.number == number }) else { return }
    sources[index].isOpen = false
    if !sources[index].isWaiting { sources.remove(at: index) }
  }

  package mutating func receive(_ lines: [LogLine], from number: Int, at now: Int) {
    guard !lines.isEmpty else { return }
    open(number)
    for index in sources.indices where sources[index].number == number {
      sources[index].lines += lines
      sources[index].arrivals += Array(repeating: now, count: lines.count)
      sources[index].hasSpoken = true
    }
    waitingCount += lines.count
  }

  /// Takes every line whose place is settled.
  package mutating func take(at now: Int) -> [LogLine] {
    var taken: [LogLine] = []
    let isPatient = now < patientUntil && sources.contains { $0.isOpen && !$0.hasSpoken }
    while let index = earliest(), isSettled(index, at: now, isPatient: isPatient) {
      taken.append(sources[index].pop())
      waitingCount -= 1
      if !sources[index].isOpen, !sources[index].isWaiting { sources.remove(at: index) }
    }
    return taken
  }

  /// Of equal times the stream's that was opened first, so that the order is always the same.
  private func earliest() -> Int? {
    var best: Int?
    for index in sources.indices where sources[index].isWaiting {
      guard let known = best else {
        best = index
        continue
      }
      let time = sources[index].lines[sources[index].first].time
      if time < sources[known].lines[sources[known].first].time { best = index }
    }
    return best
  }

  private func isSettled(_ index: Int, at now: Int, isPatient: Bool) -> Bool {
    if waitingCount > waitingMax || sources.allSatisfy({ !$0.isOpen || $0.isWaiting }) {
      return true
    }
    guard let holdMilliseconds, !isPatient else { return false }
    return sources[index].arrivals[sources[index].first] + holdMilliseconds <= now
  }
}

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
