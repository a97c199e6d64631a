import TestSupport
import Testing

struct `Lesser terminals` {
  @Test func `colours carry meaning where there are some`() throws {
    let session = try Probe.start()

    #expect(session.cell(2, 2).foreground == 35)
    #expect(session.cell(2, 3).foreground == 160)
  }

  @Test(arguments: ["xterm-256color", "xterm", "linux", "screen", "tmux-256color"])
  func `show the same text`(term: String) throws {
    let session = try Probe.start(environment: ["TERM": term], columns: 40, rows: 8)

    session.press("<f12>")
    try session.wait(for: "heard <F12>")
    #expect(session.line(4) == "│ wide 日本 é 👩👩👧 end               │")
    session.press("q")
    #expect(try session.waitForExit() == 0)
  }

  @Test func `NO_COLOR sends no colour`() throws {
    let session = try Probe.start(environment: ["NO_COLOR": "1"])

    #expect(session.cell(2, 2).foreground == nil)
    #expect(session.cell(2, 3).foreground == nil)
    #expect(session.cell(2, 3).isBold)
    #expect(session.cell(2, 3).isUnderlined)
    #expect(session.cell(2, 5).isReverse)
    #expect(session.raw().firstRange(of: /\e\[[0-9;]*[34][0-9][0-9;]*m/) == nil)
  }

  @Test func `an empty NO_COLOR asks for nothing`() throws {
    let session = try Probe.start(environment: ["NO_COLOR": ""])

    #expect(session.cell(2, 2).foreground == 35)
  }

  @Test func `a terminal without colours shows weight and lines`() throws {
    let session = try Probe.start(environment: ["TERM": "vt100"])

    #expect(session.cell(2, 2).foreground == nil)
    #expect(session.cell(2, 3).isBold)
    #expect(session.cell(2, 3).isUnderlined)
    session.press("q")
    #expect(try session.waitForExit() == 0)
    #expect(session.isCooked)
  }

  @Test(arguments: [["LANG": "C"], ["LC_ALL": "POSIX"], ["LC_CTYPE": "en_US.ISO-8859-1"]])
  func `a locale without Unicode is sent ASCII`(environment: [String: String]) throws {
    let session = try Probe.start(
      environment: ["LANG": ""].merging(environment) { $1 }, columns: 40, rows: 8)

    #expect(
      session.text == """
        + 40x8 --------------------------------+
        | heard nothing                        |
        | count 0                              |
        | title ^[]0;x^G end                   |
        | wide ???? e ?????? end               |
        | * ^ x x ! ~ . o                      |
        |                                      |
        +--------------------------------------+
        """)
  }

  @Test(arguments: [["LANG": ""], ["LANG": "de_DE.UTF-8"], ["LC_ALL": "en_US.utf8"]])
  func `a locale that is unknown, or none, is Unicode`(environment: [String: String]) throws {
    let session = try Probe.start(environment: environment, columns: 40, rows: 8)

    #expect(session.line(5) == "│ ● ▲ ✗ × ⊘ … · ○                      │")
  }

  @Test func `an unknown terminal is refused in words`() throws {
    let session = try TerminalSession(Probe.path, environment: ["TERM": "no-such"])

    #expect(try session.waitForExit() == 1)
    #expect(
      session.line(0) == "TERM is \"no-such\", a terminal that this system does not describe.")
    #expect(session.isCooked)
  }

  @Test func `a missing terminal is reported in words`() throws {
    let session = try TerminalSession("/usr/bin/setsid", ["--wait", Probe.path])

    #expect(try session.waitForExit() == 1)
    #expect(session.line(0) == "There is no terminal to show the console on.")
  }
}
