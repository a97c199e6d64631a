import Environments

/// The last lines of a log, within bounds: what is too old is let go, and counted.
///
/// Lines live in chunks that never change once they are full, so a copy of the whole shares them.
struct LogBuffer: Hashable, Sendable {
  static let chunkSize = 64

  let linesMax: Int
  let costMax: Int
  private var chunks: [[LogLine]] = []
  private var costs: [Int] = []
  private(set) var cost = 0
  /// The number of the oldest line that is kept, which is also how many were let go.
  private(set) var first = 0
  /// One past the number of the newest.
  private(set) var end = 0
  /// Lines that came faster than anybody could read them.
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
