import Environments

/// Tells the lines that an engine reads twice: at each rotation of a container's log the engine's reader begins the file
/// anew, and docker's own client prints its lines again. Within a stream times only rise, but where a clock is set back:
/// so a line is told twice when its time is earlier than the last one and was there before, to the nanosecond, or when it
/// is the last one again.
struct LogReplay: Sendable {
  /// Of lines; a file of 10 MB has some 100,000.
  static let keptMax = 1 << 17

  /// Of the lines that were told, rising.
  private var times: [LogTime] = []
  private var last: [UInt8] = []
  private var isReplaying = false
  private var hasGaps = false

  /// Lines were dropped unread: what lies between the times that are known may have been one of them.
  mutating func noteGap() { hasGaps = true }

  /// - Parameter line: as it was read, with its time.
  mutating func isNew(_ line: UnsafeBufferPointer<UInt8>, at time: LogTime) -> Bool {
    if let newest = times.last, time <= newest {
      if time == newest {
        if isReplaying || line.elementsEqual(last) { return false }
        keep(line)
        return true
      }
      if holds(time) {
        isReplaying = true
        return false
      }
      // The clock was set back.
      times.removeAll(keepingCapacity: true)
      hasGaps = false
    }
    isReplaying = false
    if times.count >= Self.keptMax { times.removeFirst(Self.keptMax / 2) }
    times.append(time)
    keep(line)
    return true
  }

  private mutating func keep(_ line: UnsafeBufferPointer<UInt8>) {
    last.removeAll(keepingCapacity: true)
    last.append(contentsOf: line)
  }

  private func holds(_ time: LogTime) -> Bool {
    guard let first = times.first, time >= first else { return false }
    if hasGaps { return true }
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low < times.count && times[low] == time
  }
}
