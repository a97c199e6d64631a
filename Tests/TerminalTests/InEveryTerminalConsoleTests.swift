import Glibc
import TestSupport
import Testing

/// The console in every kind of terminal, resized at random from a fixed seed, while an engine sends events and
/// keys are pressed. A complete screen stays the same when it is repainted.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct `The console in every terminal` {
  private static let patience = 60_000
  private static let sizes = [(80, 24), (120, 40), (300, 100)]
  private static let states = ["running", "exited", "paused"]
  private static let keys = [
    "j", "k", "h", "l", "g", "G", "1", "2", "0", "d", "a", "?", "!", "<tab>", "<enter>", "<esc>",
    "o", "s", "z", "5j", "/ap<enter>", "/<esc>", ":messages<enter>", "<ctrl-f>", "<ctrl-l>",
  ]

  @Test(arguments: Variant.allCases)
  func `its frames stay whole through 1,000 sizes while events arrive`(variant: Variant) throws {
    var random = SeededGenerator(seed: 4)
    let engine = try DayEngine()
    // An editor that exits at once: the terminal is lent and taken back in between.
    let session = try Console.open(
      environment: engine.environment.merging(variant.environment) { $1 }
        .merging(["EDITOR": "true"]) { $1 })
    try session.wait(for: "running", timeoutMilliseconds: Self.patience)
    var events = 0

    for round in 0..<40 {
      for _ in 1...25 {
        session.resize(
          columns: .random(in: 1...300, using: &random), rows: .random(in: 1...100, using: &random))
        let burst = (events..<events + 5).map(DayEngine.event).joined()
        _ = engine.write(Array(burst.utf8)[...], to: .events)
        events += 5
        if Int.random(in: 1...3, using: &random) == 1 {
          session.press(Self.keys.randomElement(using: &random) ?? "j")
        }
      }
      let size = Self.sizes[round % Self.sizes.count]
      session.resize(columns: size.0, rows: size.1)
      try settle(session, engine, in: Self.states[round % Self.states.count])
      try expectSame(session, "after a size that is undone") {
        session.resize(
          columns: .random(in: 1...size.0, using: &random),
          rows: .random(in: 1...size.1, using: &random))
        session.resize(columns: size.0, rows: size.1)
      }
      try expectSame(session, "repainted") { session.press("<ctrl-l>") }
      let unfit = Set(appearance(of: session).filter { !variant.canShow($0) })
      #expect(unfit.isEmpty, "\(variant) cannot show \(unfit)")
    }

    session.press("q")
    #expect(try session.waitForExit(timeoutMilliseconds: Self.patience) == 0)
    #expect(!session.isAlternateScreen)
    #expect(session.isCooked)
    #expect(session.cursor.isVisible)
  }

  /// Returns the console to the overview and waits until it shows a new state, so that no message is pending.
  private func settle(
    _ session: TerminalSession, _ engine: DayEngine, in state: String
  ) throws {
    session.press("o0/<esc>")
    engine.setState(state)
    _ = engine.write(Array(DayEngine.event(0).utf8)[...], to: .events)
    try session.wait(
      until: "api is \(state)", timeoutMilliseconds: Self.patience
    ) { session in
      (0..<session.size.rows).map(session.line).contains {
        $0.contains("api") && $0.contains(state)
      }
    }
  }

  /// Expects the same screen after the console has erased and repainted it.
  private func expectSame(
    _ session: TerminalSession, _ words: String, _ act: () -> Void
  ) throws {
    var isCompared = false
    while !isCompared {
      let (said, before, start) = (notices(session), appearance(of: session), session.bytesReceived)
      act()
      try session.wait(
        until: "\(words), it is as it was:\n\(session.dump)", timeoutMilliseconds: Self.patience
      ) { session in
        guard session.raw(from: start).contains("\u{1b}[H\u{1b}[") else { return false }
        isCompared = appearance(of: session) == before
        // The clock's minute may change in between, or a toast may disappear.
        return isCompared || notices(session) != said && session.line(0).hasSuffix("+00")
      }
    }
  }

  /// The rows that change without input: those of the clock and of toasts.
  private func notices(_ session: TerminalSession) -> [String] {
    [session.line(0), session.line(session.size.rows - 1)]
  }

  private func appearance(of session: TerminalSession) -> [TerminalCell] {
    (0..<session.size.rows).flatMap { y in
      (0..<session.size.columns).map { session.cell($0, y).appearance }
    }
  }
}

extension TerminalCell {
  /// The visible properties of a cell. The colour of a blank, and whether it was ever written, are invisible.
  fileprivate var appearance: TerminalCell {
    guard text.allSatisfy({ $0 == " " }), width < 2 else { return self }
    var appearance = self
    appearance.text = ""
    appearance.foreground = nil
    appearance.isBold = false
    return appearance
  }
}
