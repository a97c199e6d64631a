import TestSupport
import Testing

/// A console with a fake engine, and the resources that it used at the beginning of the day.
final class Day {
  let engine: DayEngine
  let session: TerminalSession
  let process: RunningProcess
  private var openFiles = 0
  private var children = 0

  init() throws {
    engine = try DayEngine()
    session = try Console.open(environment: engine.environment)
    process = RunningProcess(id: session.processID)
    try session.wait(for: "● running", timeoutMilliseconds: 60_000)
    try waitUntilAtRest()
    openFiles = process.openFiles
    children = process.children
  }

  /// Writes as fast as the console reads, and reads the console's output meanwhile.
  func feed(_ stream: DayEngine.Stream, _ numbers: Range<Int>, _ bytes: (Int) -> [UInt8]) throws {
    var rest: ArraySlice<UInt8> = []
    var next = numbers.lowerBound
    try session.wait(
      until: "\(stream) up to \(numbers.upperBound) are read", timeoutMilliseconds: 300_000
    ) { _ in
      while true {
        if rest.isEmpty {
          guard next < numbers.upperBound else { return true }
          let batch = next..<min(numbers.upperBound, next + 100)
          rest = batch.flatMap(bytes)[...]
          next = batch.upperBound
        }
        let written = engine.write(rest, to: stream)
        guard written > 0 else { return false }
        rest = rest.dropFirst(written)
      }
    }
  }

  /// Writes the bytes twice a second until the screen shows the text.
  func repeats(_ bytes: [UInt8], to stream: DayEngine.Stream, until text: String) throws {
    var last: ContinuousClock.Instant?
    try session.wait(until: text, timeoutMilliseconds: 120_000) { session in
      if last.map({ ContinuousClock.now - $0 > .milliseconds(500) }) ?? true {
        _ = engine.write(bytes[...], to: stream)
        last = .now
      }
      return session.text.contains(text)
    }
  }

  /// The limit is 50 % above the first value, for memory that the allocator keeps.
  func expectsFlatMemory(since early: Int) throws {
    let late = process.residentMemory
    #expect(early > 0)
    #expect(late <= early * 3 / 2 + 16 << 10, "\(early) KiB, then \(late) KiB")
  }

  func expectsNothingLeft() throws {
    try waitUntilAtRest()
    try session.wait(
      until: "no file and no child more than before", timeoutMilliseconds: 60_000
        // A second connection may be kept for the next request.
    ) { _ in process.openFiles <= openFiles + 1 && process.children <= children }
    session.press("q")
    #expect(try session.waitForExit(timeoutMilliseconds: 60_000) == 0)
  }

  /// Waits until the console uses at most 5 % of a processor over two seconds.
  private func waitUntilAtRest() throws {
    var start = ContinuousClock.now
    var ticks = process.processorTicks
    try session.wait(until: "the console is at rest", timeoutMilliseconds: 120_000) { _ in
      guard ContinuousClock.now - start >= .seconds(2) else { return false }
      let spent = process.processorTicks - ticks
      if spent <= 10 { return true }
      start = .now
      ticks = process.processorTicks
      return false
    }
  }
}
