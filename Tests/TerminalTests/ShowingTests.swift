import TestSupport
import Testing

struct `Showing frames` {
  @Test func `shows every character at its position`() throws {
    let session = try Probe.start(columns: 40, rows: 8)

    #expect(
      session.text == """
        ┌ 40x8 ────────────────────────────────┐
        │ heard nothing                        │
        │ count 0                              │
        │ title ^[]0;x^G end                   │
        │ wide 日本 é 👩👩👧 end               │
        │ ● ▲ ✗ × ⊘ … · ○                      │
        │                                      │
        └──────────────────────────────────────┘
        """)
    #expect(session.cell(39, 4).text == "│")
    #expect(session.cell(7, 4).text == "日")
    #expect(session.cell(7, 4).width == 2)
  }

  @Test func `never sends what text from outside asks of the terminal`() throws {
    let session = try Probe.start()

    #expect(!session.raw().contains("\u{1b}]"))
    #expect(!session.raw().contains("\u{7}"))
  }

  @Test func `sends only the cells that changed`() throws {
    let session = try Probe.start()
    session.press("+")
    try session.wait(for: "count 1")
    let before = session.bytesReceived

    session.press("+")
    try session.wait(for: "count 2")

    #expect(session.bytesReceived - before < 40, "\(session.raw(from: before).debugDescription)")
  }

  @Test func `sends nothing when nothing changed`() throws {
    let session = try Probe.start()
    session.press("x")
    try session.wait(for: "heard <x>")
    let before = session.bytesReceived

    session.press("x")
    session.press("x+")
    try session.wait(for: "count 1")

    #expect(session.bytesReceived - before < 40, "\(session.raw(from: before).debugDescription)")
  }

  @Test func `repaints the whole screen when asked`() throws {
    let session = try Probe.start(columns: 40, rows: 8)
    let before = session.bytesReceived

    session.press("<ctrl-l>")
    try session.wait(for: "heard <^L>")

    #expect(session.raw(from: before).contains("wide 日本"))
  }

  @Test func `follows the size of the terminal`() throws {
    let session = try Probe.start(columns: 80, rows: 24)

    session.resize(columns: 50, rows: 9)

    try session.wait(until: "the border is whole again") {
      $0.line(0) == "┌ 50x9 " + String(repeating: "─", count: 42) + "┐"
        && $0.line(8) == "└" + String(repeating: "─", count: 48) + "┘"
    }
    session.resize(columns: 100, rows: 30)
    try session.wait(until: "the border is whole again") {
      $0.line(0).hasPrefix("┌ 100x30 ") && $0.cell(99, 29).text == "┘"
    }
  }

  @Test func `a terminal that was smaller for a moment gets its screen back`() throws {
    let session = try Probe.start(columns: 80, rows: 24)
    let whole = Probe.lines(session, heard: "nothing", count: 0, isPlain: false)

    for columns in 1...50 {
      session.resize(columns: columns, rows: 3)
      session.resize(columns: 80, rows: 24)
    }

    try session.wait(until: "the screen is whole again", timeoutMilliseconds: 30_000) { session in
      (0..<24).map(session.line) == whole
    }
  }

  @Test func `hides the cursor until something is typed`() throws {
    let session = try Probe.start()
    #expect(!session.cursor.isVisible)

    session.press("t")

    try session.wait(until: "the cursor stands in the field") {
      $0.cursor == (x: 8, y: 1, isVisible: true)
    }
  }

  @Test func `shows what another thread posts`() throws {
    let session = try Probe.start()

    session.press("p")

    try session.wait(for: "heard another thread")
  }

  @Test func `receives keys, also those of other terminals, and no unknown sequence`() throws {
    let session = try Probe.start()

    session.press("<f12>")
    try session.wait(for: "heard <F12>")
    session.press("<up>")
    try session.wait(for: "heard <↑>")
    session.send("\u{1b}[B")
    try session.wait(for: "heard <↓>")
    session.send("\u{1b}[1;5Cx\u{1b}[27;5;9~")
    try session.wait(for: "heard <x>")
    session.send("日")
    try session.wait(for: "heard <日>")
    session.press("<esc>")
    try session.wait(for: "heard <Esc>")
    session.press("<backspace>")
    try session.wait(for: "heard <Bksp>")
    session.press("<backtab>")
    try session.wait(for: "heard <S-Tab>")
    session.press("<enter>")
    try session.wait(for: "heard <Enter>")
    session.press("<ctrl-c>")
    try session.wait(for: "heard <^C>")
  }

  @Test func `puts text on the clipboard of the terminal`() throws {
    let session = try Probe.start()

    session.press("y")
    try session.wait(for: "heard <y>")

    #expect(session.raw().contains("\u{1b}]52;c;Y29waWVkIOKXjw==\u{7}"))
  }
}
