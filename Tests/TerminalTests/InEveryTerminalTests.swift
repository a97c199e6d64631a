import Glibc
import TestSupport
import Testing

/// Every kind of terminal at every size, resized at random from a fixed seed while keys and events arrive.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct `In every terminal` {
  private static let patience = 60_000
  static let sizes = [(80, 24), (120, 40), (300, 100)]

  @Test(arguments: Variant.allCases)
  func `the screen is the frame, cell for cell, through 1,000 sizes`(variant: Variant) throws {
    var random = SeededGenerator(seed: 4)
    var count = 0
    let session = try Probe.start(environment: variant.environment)

    for round in 1...40 {
      for _ in 1...25 {
        session.resize(
          columns: .random(in: 1...300, using: &random), rows: .random(in: 1...100, using: &random))
        if Int.random(in: 1...5, using: &random) == 1 {
          session.press("p+")
          count += 1
        }
      }
      if round <= Self.sizes.count {
        session.resize(columns: Self.sizes[round - 1].0, rows: Self.sizes[round - 1].1)
      }
      try expectFrame(session, variant, count: count)
    }

    session.resize(columns: 80, rows: 24)
    session.press("q")
    try expectAsBefore(session)
  }

  private func expectFrame(
    _ session: TerminalSession, _ variant: Variant, count: Int
  ) throws {
    let heard = count == 0 ? ["nothing"] : ["<+>", "another thread"]
    try session.wait(
      until: "the frame of count \(count) at \(session.size)", timeoutMilliseconds: Self.patience
    ) { session in
      heard.contains {
        Probe.lines(session, heard: $0, count: count, isPlain: variant.isPlain)
          == (0..<session.size.rows).map(session.line)
      }
    }
  }

  private func expectAsBefore(
    _ session: TerminalSession, at location: SourceLocation = #_sourceLocation
  ) throws {
    let status = try session.waitForExit(timeoutMilliseconds: Self.patience)
    #expect(status == 0, sourceLocation: location)
    #expect(!session.isAlternateScreen, sourceLocation: location)
    #expect(session.isCooked, sourceLocation: location)
    #expect(session.cursor.isVisible, sourceLocation: location)
  }
}
