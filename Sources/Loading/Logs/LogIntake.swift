import Environments

/// Reads lines from the bytes of one stream of one container, as `docker logs --timestamps` writes them.
///
/// Lines beyond the budget of a span of time are dropped unread, so that a flood costs no more than counting newlines.
package struct LogIntake: Sendable {
  /// The limits of one span of time; further lines of the span are dropped.
  package struct Budget: Hashable, Sendable {
    package var spanMilliseconds: Int
    package var lines: Int
    package var bytes: Int

    package init(spanMilliseconds: Int, lines: Int, bytes: Int) {
      self.spanMilliseconds = spanMilliseconds
      self.lines = lines
      self.bytes = bytes
    }
  }

  /// The time of the last line and the number of lines with that time: the position at which a broken stream continues.
  package struct Mark: Hashable, Sendable {
    package var time: LogTime
    package var count: Int
  }

  private let service: String
  private let replica: Int
  private let stream: LogLine.Stream
  private let budget: Budget?
  /// An incomplete line and its length, which may exceed the kept bytes.
  private var rest: [UInt8] = []
  private var restCount = 0
  /// Whether the current line began while lines were dropped.
  private var isSkipping = false
  private var spanStart = 0
  private var linesLeft = 0
  private var bytesLeft = 0
  private var repeated: Mark?
  private var replay = LogReplay()
  package private(set) var mark: Mark?

  package init(
    service: String, replica: Int, stream: LogLine.Stream, budget: Budget? = nil
  ) {
    self.service = service
    self.replica = replica
    self.stream = stream
    self.budget = budget
    linesLeft = budget?.lines ?? 0
    bytesLeft = budget?.bytes ?? 0
  }

  /// Prepares for reading the stream again from before its last line: lines that were read already are skipped.
  package mutating func beginAgain() {
    repeated = mark
    rest = []
    restCount = 0
    isSkipping = false
  }

  /// Reads the next bytes.
  ///
  /// - Parameter now: milliseconds of the monotonic clock.
  package mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>, at now: Int) -> LogBatch {
    if let budget, now - spanStart >= budget.spanMilliseconds {
      spanStart = now
      linesLeft = budget.lines
      bytesLeft = budget.bytes
    }
    var batch = LogBatch()
    var index = 0
    while index < bytes.count {
      let part = UnsafeBufferPointer(rebasing: bytes[index...])
      if budget != nil, linesLeft <= 0 || bytesLeft <= 0 {
        batch.droppedCount += skip(all: part)
        break
      }
      guard let end = part.firstIndex(of: 0x0a) else {
        if !isSkipping { keep(part) }
        break
      }
      let line = UnsafeBufferPointer(rebasing: part[..<end])
      if isSkipping {
        isSkipping = false
        batch.droppedCount += 1
      } else {
        take(line, &batch)
      }
      index += end + 1
    }
    return batch
  }

  /// Ends the stream; the remaining bytes may be a line.
  package mutating func finish() -> LogBatch {
    var batch = LogBatch()
    if restCount > 0 { take(UnsafeBufferPointer(start: nil, count: 0), &batch) }
    return batch
  }

  private mutating func skip(all bytes: UnsafeBufferPointer<UInt8>) -> Int {
    rest = []
    restCount = 0
    isSkipping = bytes.last != 0x0a
    replay.noteGap()
    var count = 0
    for byte in bytes where byte == 0x0a { count += 1 }
    return count
  }

  /// The limit of kept bytes, with room for the leading time.
  private static let restMax = LogText.bytesMax + 64

  private mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>) {
    rest.append(contentsOf: bytes.prefix(max(0, Self.restMax - rest.count)))
    restCount += bytes.count
  }

  private mutating func take(_ end: UnsafeBufferPointer<UInt8>, _ batch: inout LogBatch) {
    linesLeft -= 1
    bytesLeft -= end.count
    guard restCount > 0 else { return read(end, of: end.count, &batch) }
    keep(end)
    let whole = rest
    let count = restCount
    rest.removeAll(keepingCapacity: true)
    restCount = 0
    whole.withUnsafeBufferPointer { read($0, of: count, &batch) }
  }

  private mutating func read(
    _ line: UnsafeBufferPointer<UInt8>, of count: Int, _ batch: inout LogBatch
  ) {
    // Docker's own messages have no time.
    guard let (time, timeCount) = LogTime.read(line) else { return }
    guard isNew(line, at: time) else { return }
    let start = min(line.count, timeCount + 1)
    let content = UnsafeBufferPointer(rebasing: line[start...])
    let text = LogText(content, of: count - start)
    var shown = text.text
    let level = shown.withUTF8 { LogLevel(line: $0) }
    batch.lines.append(
      LogLine(
        time: time, service: service, replica: replica, stream: stream, level: level,
        text: shown, spans: text.spans))
  }

  private mutating func isNew(_ line: UnsafeBufferPointer<UInt8>, at time: LogTime) -> Bool {
    if let seen = repeated {
      if time < seen.time { return false }
      if time == seen.time, seen.count > 0 {
        repeated?.count -= 1
        return false
      }
      if seen.time < time { repeated = nil }
    }
    guard replay.isNew(line, at: time) else { return false }
    mark = Mark(time: time, count: mark?.time == time ? (mark?.count ?? 0) + 1 : 1)
    return true
  }
}
