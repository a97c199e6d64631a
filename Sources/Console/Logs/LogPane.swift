import Canvas
import Environments

/// The logs of one scope, and the operator's position in them. Lines are identified by their numbers, which do not
/// change when other lines are discarded.
struct LogPane: Hashable, Sendable {
  let scope: LogScope
  private(set) var buffer: LogBuffer
  /// The numbers of the lines that match the filter; `nil` without a filter.
  private(set) var filtered: [Int]?
  /// Whether the newest line is always the selected one.
  var isFollowing = true
  /// The count of lines that arrived while it did not follow.
  private(set) var newCount = 0
  /// The selected line.
  var cursor = 0
  /// The number of the first line on the screen.
  var top = 0
  /// The columns scrolled to the right when lines are not wrapped.
  var column = 0
  /// The names of the sources, in the order of their first line.
  private(set) var sources: [String] = []

  init(_ scope: LogScope, costMax: Int = 16 << 20) {
    self.scope = scope
    buffer = LogBuffer(costMax: min(16 << 20, costMax))
  }

  var shownCount: Int { filtered?.count ?? buffer.count }

  /// The number of the line at a position among the shown lines.
  func number(at position: Int) -> Int { filtered?[position] ?? buffer.first + position }

  /// The position of a line among the shown lines, or that of the next shown line.
  func position(of number: Int) -> Int {
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
    let position = position(of: cursor)
    return position < shownCount ? buffer[number(at: position)] : nil
  }

  var shownLines: [LogLine] { (0..<shownCount).map { buffer[number(at: $0)] } }

  /// Appends a batch; false when the filter needs too many steps for one of its lines.
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

  /// Filters the lines, or shows all again; false when the filter needs too many steps for a line.
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

// Movement and the window.
extension LogPane {
  mutating func move(by lines: Int) {
    guard shownCount > 0 else { return }
    cursor = number(at: max(0, min(shownCount - 1, position(of: cursor) + lines)))
    if lines < 0 { isFollowing = false }
  }

  /// Stops following, or follows again.
  mutating func pauseOrFollow() {
    if isFollowing { isFollowing = false } else { follow() }
  }

  /// Moves to the next wanted line in either direction, and continues at the other end of the log. Returns whether
  /// it continued there; `nil` when no line is wanted.
  mutating func seek(by step: Int, _ isWanted: (LogLine) -> Bool) -> Bool? {
    let count = shownCount
    let start = position(of: cursor)
    for distance in stride(from: 1, through: count, by: 1) {
      let position = ((start + step * distance) % count + count) % count
      let number = number(at: position)
      guard isWanted(buffer[number]) else { continue }
      cursor = number
      isFollowing = false
      return (position - start) * step <= 0
    }
    return nil
  }

  /// Moves the window by the minimum so that it contains the selected line.
  mutating func settle(_ layout: LogLineLayout, height: Int) {
    guard shownCount > 0 else { return }
    let last = shownCount - 1
    let selected = isFollowing ? last : min(last, position(of: cursor))
    cursor = number(at: selected)
    var lowest = selected
    var rows = layout.height(of: buffer[cursor], most: height)
    while lowest > 0 {
      rows += layout.height(of: buffer[number(at: lowest - 1)], most: height)
      if rows > height { break }
      lowest -= 1
    }
    let wanted = isFollowing ? lowest : min(position(of: top), selected)
    top = number(at: max(lowest, min(last, wanted)))
  }
}
