import Canvas
import Environments
import Testing

@testable import Console

struct `Following logs` {
  static let scope = LogScope(environment: "dev", service: "api")

  @Test func `shows the newest line until the operator goes up, and again after G`() {
    var model = LogSample.model(rows: 15, lines: LogSample.numbered(1...30).lines)
    let first = model.shownLogs

    model.press("k")
    model.receive(.logsArrived(Self.scope, LogSample.numbered(31...40)))
    let paused = model.shownLogs
    let title = view(model).line(1)
    model.press("G")

    #expect(first.hasSuffix("line29 ▸line30"))
    #expect(paused.hasSuffix("▸line29 line30"))
    #expect(title.contains("paused · 10 new"))
    #expect(model.shownLogs.hasSuffix("line39 ▸line40"))
    #expect(view(model).line(1).contains("following"))
  }

  @Test func `space stops it and lets it go on`() {
    var model = LogSample.model(rows: 15, lines: LogSample.numbered(1...30).lines)

    model.press(" ")
    model.receive(.logsArrived(Self.scope, LogSample.numbered(31...158)))
    let paused = view(model).line(1)
    model.press(" ")

    #expect(paused.contains("paused · 128 new"))
    #expect(model.shownLogs.hasSuffix("▸line158"))
  }

  @Test func `every batch is answered, and one for nobody is not`() {
    var model = LogSample.model()

    let taken = model.receive(.logsArrived(Self.scope, LogBatch()))
    model.press("<esc>")
    let late = model.receive(.logsArrived(Self.scope, LogBatch()))

    #expect(taken == [.world(.logsTaken(Self.scope))])
    #expect(late == [])
  }

  @Test func `a filter leaves what matches, also of what comes later`() {
    var model = LogSample.model(rows: 15, lines: LogSample.numbered(1...30).lines)

    model.press("f3")
    let typing = model.shownLogs
    model.press("<enter>")
    model.receive(.logsArrived(Self.scope, LogSample.numbered(31...33)))
    let later = model.shownLogs
    model.press("<esc>")

    #expect(typing == "line3 line13 line23 ▸line30")
    #expect(later == "line3 line13 line23 line30 line31 line32 ▸line33")
    #expect(model.shownLogs.hasPrefix("line23"))
    #expect(model.place == .logs)
  }

  @Test func `a search goes to matches and around the end`() {
    var model = LogSample.model(rows: 15, lines: LogSample.numbered(1...30).lines)

    model.press("/line 1<enter>")
    let nearest = model.logs?.pane.selectedLine?.text
    model.press("N")
    let before = model.logs?.pane.selectedLine?.text
    model.press("nn")

    #expect(nearest == "line 19")
    #expect(before == "line 18")
    #expect(model.logs?.pane.selectedLine?.text == "line 1")
    #expect(model.footer == " Continued from the other end of the log.")
  }

  @Test func `E goes to the next error`() {
    var model = LogSample.model()

    model.press("gE")
    #expect(model.logs?.pane.selectedLine?.level == .error)
    model.press("E")

    #expect(model.footer == " Continued from the other end of the log.")
  }

  @Test func `a pattern that takes too many steps is taken off, with a word`() {
    var model = Model(size: Size(columns: 80, rows: 24), patterns: .costly)
    for message in Model.sampleMessages { model.receive(message) }
    model.press("1Lfline<enter>")

    model.receive(.logsArrived(Self.scope, LogSample.numbered(1...3)))
    model.receive(.logsArrived(Self.scope, LogBatch(lines: [LogSample.line("quote")])))

    #expect(model.logs?.pattern == nil)
    #expect(model.logs?.pane.shownCount == 4)
    #expect(model.footer.contains("line takes too many steps on a line and is not used"))
  }

  @Test func `y copies the line, x writes what is shown`() {
    var model = LogSample.model(lines: LogSample.numbered(1...12).lines)

    let copied = model.press("ky")
    let written = model.press("f12<enter>x")

    #expect(copied == [.terminal(.copy("line 11"))])
    #expect(written == [.world(.exportLogs(Self.scope, [LogSample.line("line 12", 12)]))])
  }

  @Test func `keys choose the pane, and one can be alone`() {
    var model = Model.sample(columns: 120)
    model.press("L")

    model.press("2")
    let second = model.logs?.pane.scope.environment
    model.press("<tab><tab>")
    let around = model.logs?.pane.scope.environment
    model.press("3<enter>")

    #expect(second == "staging")
    #expect(around == "dev")
    #expect(view(model).line(1).contains("3 prod · api"))
    #expect(!view(model).line(1).contains("dev"))
  }

  @Test func `a click selects the line, the wheel goes up, and commands do what keys do`() {
    var model = LogSample.model(rows: 15, lines: LogSample.numbered(1...30).lines)

    model.receive(.clicked(Frame.Position(x: 10, y: 3)))
    let clicked = model.logs?.pane.selectedLine?.text
    model.receive(.scrolled(Frame.Position(x: 10, y: 3), -2))
    let scrolled = model.logs?.pane.selectedLine?.text
    model.press(":wrap-logs<enter>")

    #expect(clicked == "line 21")
    #expect(scrolled == "line 15")
    #expect(model.logs?.wraps == false)
    #expect(model.logs?.pane.isFollowing == false)
  }

  /// Proves nothing of time: only that a million lines leave what the bounds allow.
  @Test func `a million lines leave the last fifty thousand and their number`() {
    var pane = LogPane(Self.scope)
    for start in stride(from: 0, to: 1_000_000, by: 5000) {
      let lines = (start..<(start + 5000)).map { LogSample.line("line \($0)", Int64($0)) }
      _ = pane.take(LogBatch(lines: lines), filter: nil)
    }

    #expect(pane.buffer.end == 1_000_000)
    #expect(pane.buffer.count <= 50_000)
    #expect(pane.buffer.count > 49_000)
    #expect(pane.buffer.cost <= 16 << 20)
    #expect(pane.buffer[pane.buffer.end - 1].text == "line 999999")
    #expect(
      pane.footing(columns: 60) == "+\((1_000_000 - pane.buffer.count).grouped) earlier lines")
  }

  @Test func `long lines are bounded by what they take`() {
    var pane = LogPane(Self.scope, costMax: 1 << 20)
    let line = LogSample.line(String(repeating: "x", count: 16 << 10))

    for _ in 0..<200 {
      _ = pane.take(LogBatch(lines: Array(repeating: line, count: 50)), filter: nil)
    }

    // A chunk is let go as a whole, and the newest one never.
    #expect(pane.buffer.count <= 2 * LogBuffer.chunkSize)
  }

  @Test func `what was dropped is told`() {
    var model = LogSample.model(lines: LogSample.numbered(1...3).lines)

    model.receive(.logsArrived(Self.scope, LogBatch(droppedCount: 1_204_331)))

    #expect(view(model).text.contains(" dropped 1,204,331 lines ─"))
  }
}
