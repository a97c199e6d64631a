import TestSupport
import Testing

/// What a console that is left open all day has seen by the evening, as fast as it takes it.
@Suite(.serialized)
struct `A day in seconds` {
  private static let eventCount = 100_000

  @Test func `after 100,000 events memory is flat, nothing is left over, and nothing is busy`()
    throws
  {
    let engine = try FakeEngine()
    let session = try Console.open(environment: engine.environment)
    let process = RunningProcess(id: session.processID)
    try session.wait(for: "● running", timeoutMilliseconds: 60_000)
    try waitUntilAtRest(session)
    let before = (files: process.openFiles, children: process.children)

    try feed(session, engine, from: 0, to: Self.eventCount / 10)
    let early = process.residentMemory
    try feed(session, engine, from: Self.eventCount / 10, to: Self.eventCount)
    try engine.setState("exited")
    try feed(session, engine, from: 0, to: 2)
    // The last event is behind all others, so what it brings is seen when all are read.
    try session.wait(for: "exited", timeoutMilliseconds: 120_000)
    let late = process.residentMemory

    try waitUntilAtRest(session)
    try session.wait(until: "no file and no child more than before", timeoutMilliseconds: 60_000) {
      _ in
      process.openFiles <= before.files && process.children <= before.children
    }
    #expect(early > 0)
    #expect(late <= early * 3 / 2 + 16 << 10, "\(early) KiB, then \(late) KiB")
    session.press("q")
    #expect(try session.waitForExit(timeoutMilliseconds: 60_000) == 0)
  }

  /// Writes as fast as they are read, and reads what the console paints meanwhile.
  private func feed(
    _ session: TerminalSession, _ engine: FakeEngine, from first: Int, to end: Int
  ) throws {
    var rest: ArraySlice<UInt8> = []
    var next = first
    try session.wait(until: "events up to \(end) are read", timeoutMilliseconds: 300_000) { _ in
      while true {
        if rest.isEmpty {
          guard next < end else { return true }
          let batch = next..<min(end, next + 100)
          rest = Array(batch.map(FakeEngine.event).joined().utf8)[...]
          next = batch.upperBound
        }
        let written = engine.write(events: rest)
        guard written > 0 else { return false }
        rest = rest.dropFirst(written)
      }
    }
  }

  /// At most 5 % of a processor over two seconds, awaited: what was going on may end first.
  private func waitUntilAtRest(_ session: TerminalSession) throws {
    let process = RunningProcess(id: session.processID)
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
