import TestSupport
import Testing

/// The events and log lines of a whole day, as fast as the console reads them.
@Suite(.serialized)
struct `A day in seconds` {
  @Test func `after 100,000 events memory is flat, nothing is left over, and nothing is busy`()
    throws
  {
    let day = try Day()
    let event = { Array(DayEngine.event($0).utf8) }

    try day.feed(.events, 0..<10_000, event)
    let early = day.process.residentMemory
    try day.feed(.events, 10_000..<100_000, event)
    day.engine.setState("exited")
    try day.feed(.events, 0..<2, event)
    // The last event follows all others, so its effect is visible once all are read.
    try day.session.wait(for: "exited", timeoutMilliseconds: 120_000)

    try day.expectsFlatMemory(since: early)
    try day.expectsNothingLeft()
  }

  @Test func `after a million log lines memory is flat, nothing is left over, and nothing is busy`()
    throws
  {
    let day = try Day()
    let thousand = Array(
      (0..<1000).map { DayEngine.logLine("order \($0) was taken") }.joined().utf8)
    let last = Array(DayEngine.logLine("the day is over").utf8)

    day.session.press("1")
    day.session.press("L")
    try day.session.wait(for: "following", timeoutMilliseconds: 60_000)
    try day.feed(.logs, 0..<100) { _ in thousand }
    let early = day.process.residentMemory
    try day.feed(.logs, 100..<1000) { _ in thousand }
    // Lines beyond the limit are dropped, so the line is written again until it is visible.
    try day.repeats(last, to: .logs, until: "the day is over")
    try day.expectsFlatMemory(since: early)
    day.session.press("<esc>")

    try day.expectsNothingLeft()
  }
}
