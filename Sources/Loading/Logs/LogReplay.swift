import Environments

/// Detects lines that an engine sends twice: when a container's log rotates, the engine reads the file again from its
/// start. Within a stream times only rise, unless the clock is set back. A line is therefore a repetition when its
/// time is earlier than the last one and known to the nanosecond, or when it equals the last line.
struct LogReplay: Sendable {
  /// The limit of known times; a file of 10 MB has about 100,000 lines.
  static let keptMax = 1 << 17

  /// The times of the accepted lines, in ascending order.
  private var times: [LogTime] = []
  private var last: [UInt8] = []
  private var isReplaying = false
  private var hasGaps = false

  /// Records that lines were dropped unread: a line between two known times may be one of them.
  mutating func noteGap() { hasGaps = true }

  /// - Parameter line: the line as read, with its time.
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
