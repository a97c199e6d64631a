/// Merges the lines of several streams in the order of their times. Lines wait for slow streams only for a limited
/// time.
package struct LogMerge: Sendable {
  private struct Source {
    var number: Int
    var lines: [LogLine] = []
    /// When each line was received.
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

  /// How long a line waits for lines of other streams; `nil` to wait until every open stream has one.
  private let holdMilliseconds: Int?
  /// When more lines than this are waiting, they are taken without further delay.
  private let waitingMax: Int
  private var sources: [Source] = []
  package private(set) var waitingCount = 0
  /// Until then, lines also wait for streams without any line yet, whose programs are still starting.
  private var patientUntil: Int

  package init(
    holdMilliseconds: Int?, startedAt now: Int = 0, patienceMilliseconds: Int = 0,
    waitingMax: Int = 20_000
  ) {
    self.holdMilliseconds = holdMilliseconds
    self.waitingMax = waitingMax
    patientUntil = now + patienceMilliseconds
  }

  /// Adds a stream from which lines may come.
  package mutating func open(_ number: Int) {
    guard !sources.contains(where: { $0.number == number }) else { return }
    sources.append(Source(number: number))
  }

  /// Marks a stream as ended; lines no longer wait for it.
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

  /// Takes every line whose position in the order is settled.
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

  /// The stream with the earliest line; of equal times, the stream that was opened first, so that the order is
  /// stable.
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

/// A number of log lines, and how many lines were dropped before them.
package struct LogBatch: Hashable, Sendable {
  /// Sorted by time, as far as it is known.
  package var lines: [LogLine]
  /// How many lines before these were dropped, because they arrived faster than they were read.
  package var droppedCount: Int

  package init(lines: [LogLine] = [], droppedCount: Int = 0) {
    self.lines = lines
    self.droppedCount = droppedCount
  }

  package var isEmpty: Bool { lines.isEmpty && droppedCount == 0 }

  /// Appends a later batch. When there are more than `linesMax` lines or `costMax` bytes, the oldest lines are
  /// dropped.
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
