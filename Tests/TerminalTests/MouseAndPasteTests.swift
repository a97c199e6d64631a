import TestSupport
import Testing

struct `The mouse and pastes` {
  static let modesOn = "\u{1b}[?2004h\u{1b}[?1000h\u{1b}[?1006h"
  static let modesOff = "\u{1b}[?1006l\u{1b}[?1000l\u{1b}[?2004l"

  @Test func `are heard, beyond column 223 too`() throws {
    let session = try Probe.start(columns: 300, rows: 24)
    #expect(session.raw().contains(Self.modesOn))

    session.send("\u{1b}[<0;280;7M\u{1b}[<0;280;7m")
    try session.wait(for: "heard a click at 279,6")
    session.send("\u{1b}[<65;3;4M")
    try session.wait(for: "heard 1 at 2,3")
    session.send("\u{1b}[200~q+\u{1b}[201~")

    try session.wait(for: "heard a paste of q+")
    #expect(session.line(2).contains("count 0"))
  }

  @Test(arguments: ["xterm", "linux", "screen", "tmux-256color"])
  func `are the same to every terminal's description`(term: String) throws {
    let session = try Probe.start(environment: ["TERM": term])

    session.send("\u{1b}[<0;12;3M")

    try session.wait(for: "heard a click at 11,2")
  }

  @Test(arguments: ["q", "<f1>", "<f2>", "<f5>"])
  func `are given back on the way out, a crash too`(keys: String) throws {
    let session = try Probe.start()

    session.press(keys)
    _ = try session.waitForExit(timeoutMilliseconds: 30_000)

    #expect(session.raw().contains(Self.modesOff))
    #expect(session.isCooked)
  }

  @Test func `are an editor's while it has the terminal`() throws {
    let session = try Probe.start()
    let before = session.bytesReceived

    session.press("e")
    try session.wait(for: "editing")
    #expect(session.raw(from: before).contains(Self.modesOff))
    session.press("0<enter>")
    try session.wait(for: "heard 0")

    #expect(session.raw(from: before).contains(Self.modesOn))
  }

  @Test func `a clipboard inside tmux is reached both ways`() throws {
    let session = try Probe.start()

    session.press("Y")
    try session.wait(for: "heard <Y>")

    #expect(session.raw().contains("\u{1b}]52;c;Y29waWVk\u{7}"))
    #expect(session.raw().contains("\u{1b}Ptmux;\u{1b}\u{1b}]52;c;Y29waWVk\u{7}\u{1b}\\"))
  }
}
