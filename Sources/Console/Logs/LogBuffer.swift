import Environments

/// The last lines of a log up to a limit; older lines are discarded and counted.
///
/// Lines are stored in chunks that no longer change when they are full, so that copies of the buffer share them.
struct LogBuffer: Hashable, Sendable {
  static let chunkSize = 64

  let linesMax: Int
  let costMax: Int
  private var chunks: [[LogLine]] = []
  private var costs: [Int] = []
  private(set) var cost = 0
  /// The number of the oldest kept line, which is also the count of discarded lines.
  private(set) var first = 0
  /// The number after that of the newest line.
  private(set) var end = 0
  /// The count of lines that were dropped because they arrived too fast.
  private(set) var droppedCount = 0

  init(linesMax: Int = 50_000, costMax: Int = 16 << 20) {
    self.linesMax = linesMax
    self.costMax = costMax
  }

  var count: Int { end - first }
  var isEmpty: Bool { end == first }

  /// The line of that number, which must be kept.
  subscript(number: Int) -> LogLine {
    chunks[(number - first) / Self.chunkSize][(number - first) % Self.chunkSize]
  }

  mutating func append(_ batch: LogBatch) {
    droppedCount += batch.droppedCount
    for line in batch.lines { append(line) }
  }

  private mutating func append(_ line: LogLine) {
    if chunks.last.map({ $0.count == Self.chunkSize }) ?? true {
      chunks.append([])
      chunks[chunks.count - 1].reserveCapacity(Self.chunkSize)
      costs.append(0)
    }
    chunks[chunks.count - 1].append(line)
    costs[costs.count - 1] += line.cost
    cost += line.cost
    end += 1
    while chunks.count > 1, count > linesMax || cost > costMax {
      first += chunks.removeFirst().count
      cost -= costs.removeFirst()
    }
  }
}
