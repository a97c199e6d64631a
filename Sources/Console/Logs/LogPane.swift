import Environments

/// The logs of one scope and where the operator stands in them. Lines go by their numbers, which stay when others are
/// let go.
struct LogPane: Hashable, Sendable {
  let scope: LogScope
  private(set) var buffer: LogBuffer
  /// The numbers of the lines that the filter lets through; `nil` without one.
  private(set) var filtered: [Int]?
  /// The newest line is the selected one, whatever comes.
  var isFollowing = true
  /// Lines that came while it did not follow.
  private(set) var newCount = 0
  /// The selected line.
  var cursor = 0
  /// The first line on the screen.
  var top = 0
  /// Columns scrolled to the right, where lines are not wrapped.
  var column = 0
  /// Names of those who wrote, in the order in which they were met.
  private(set) var sources: [String] = []

  init(_ scope: LogScope, costMax: Int = 16 << 20) {
    self.scope = scope
    buffer = LogBuffer(costMax: min(16 << 20, costMax))
  }

  var shownCount: Int { filtered?.count ?? buffer.count }

  /// The number of the line at a place among those shown.
  func number(at place: Int) -> Int { filtered?[place] ?? buffer.first + place }

  /// The place of a line among those shown, or of the next one that is.
  func place(of number: Int) -> Int {
    guard let filtered else { return max(0, min(number, buffer.end) - buffer.first) }
    var low = 0
    var high = filtered.count
    while low < high {
      let middle = (low + high) / 2
      if filtered[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  var selectedLine: LogLine? {
    let place = place(of: cursor)
    return place < shownCount ? buffer[number(at: place)] : nil
  }

  var shownLines: [LogLine] { (0..<shownCount).map { buffer[number(at: $0)] } }

  /// Takes what came; false when the filter needs too many steps to judge a line of it.
  mutating func take(_ batch: LogBatch, filter: LogPattern?) -> Bool {
    let before = buffer.end
    buffer.append(batch)
    for line in batch.lines where sources.count < 200 && !sources.contains(line.source) {
      sources.append(line.source)
    }
    var isSound = true
    var shown = batch.lines.count
    if let filter, filtered != nil {
      let matching = matches(filter, from: max(before, buffer.first))
      isSound = matching != nil
      shown = matching?.count ?? 0
      filtered?.append(contentsOf: matching ?? [])
      let gone = filtered?.prefix { $0 < buffer.first }.count ?? 0
      if gone > 0 { filtered?.removeFirst(gone) }
    }
    if !isFollowing { newCount += shown }
    return isSound
  }

  /// Narrows the lines, or shows all again; false when the filter needs too many steps to judge a line.
  mutating func narrow(to filter: LogPattern?) -> Bool {
    guard let filter else {
      filtered = nil
      return true
    }
    let matching = matches(filter, from: buffer.first)
    filtered = matching
    return matching != nil
  }

  mutating func follow() {
    isFollowing = true
    newCount = 0
  }

  private func matches(_ filter: LogPattern, from start: Int) -> [Int]? {
    var numbers: [Int] = []
    for number in start..<max(start, buffer.end) {
      guard let matches = filter.matches(buffer[number].text) else { return nil }
      if matches { numbers.append(number) }
    }
    return numbers
  }
}
