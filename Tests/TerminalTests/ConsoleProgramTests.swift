import Glibc
import TestSupport
import Testing

/// The real program in a real terminal, on the shipped environments, without an engine.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct `The console in a terminal` {
  private static let root = Console.copy("console")

  @Test func `three columns at 80x24, a service in the same row of each`() throws {
    let session = try Console.open(in: Self.root, columns: 80, rows: 24)

    try session.wait(for: "log level")
    let services = (0..<24).map(session.line).filter { $0.contains("quotes") }

    #expect(services.count == 1)
    #expect(services[0].split(separator: "│").count { $0.contains("quotes") } == 3)
  }

  @Test func `keys walk to the differences, to a value's origin and back`() throws {
    let session = try Console.open(in: Self.root)
    try session.wait(for: "log level")

    session.press("d")
    try session.wait(for: "differences, ")
    session.press("<enter>")
    try session.wait(for: "configs/environment/dev.yaml:")
    session.press("<esc><esc>")
    try session.wait(for: "settings ·")
    session.press("q")

    #expect(try session.waitForExit() == 0)
    #expect(session.isCooked)
    #expect(!session.isAlternateScreen)
    #expect(session.cursor.isVisible)
  }

  @Test func `escape never quits, and control-c asks first`() throws {
    let session = try Console.open(in: Self.root)
    try session.wait(for: "log level")

    session.press("<esc><esc><ctrl-c>")
    try session.wait(for: "[ No ]")
    session.press("<enter>")
    try session.wait(until: "the question is gone") { !$0.text.contains("[ No ]") }
    session.press("?")

    try session.wait(for: "keys ─")
  }

  @Test func `a resize is followed at once, and too small a screen says so`() throws {
    let session = try Console.open(in: Self.root, columns: 120, rows: 40)
    try session.wait(for: "3 prod")

    session.resize(columns: 59, rows: 14)
    try session.wait(for: "60")
    session.resize(columns: 200, rows: 50)
    try session.wait(until: "the overview fills 200 columns") {
      $0.text.contains("3 prod") && $0.line(1).count == 200
    }
  }

  @Test(arguments: [SIGTERM, SIGHUP]) func `a signal leaves the terminal as it was`(
    _ number: Int32
  ) throws {
    let session = try Console.open(in: Self.root)
    try session.wait(for: "log level")

    session.signal(number)

    let code = try session.waitForExit()
    #expect(code == 0)
    #expect(session.isCooked)
    #expect(!session.isAlternateScreen)
  }

  @Test func `no colour is sent when NO_COLOR is set`() throws {
    let session = try Console.open(in: Self.root, environment: ["NO_COLOR": "1"])
    try session.wait(for: "log level")

    let colours = (30...37).map { "\u{1b}[\($0)m" }

    #expect(!colours.contains { session.raw().contains($0) })
  }

  @Test func `a dumb terminal gets the overview once, as text, and the way on`() throws {
    let session = try Console.open(
      in: Self.root, environment: ["TERM": "dumb"], columns: 140, rows: 60)

    #expect(try session.waitForExit(timeoutMilliseconds: 20_000) == 0)
    #expect(session.text.contains("1 dev"))
    #expect(session.text.contains("triptych --help"))
    #expect(!session.raw().contains("\u{1b}"))
  }

  @Test func `a changed file is read again by itself`() throws {
    let session = try Console.open(in: Self.root)
    try session.wait(for: "log level   ")

    try Console.write(
      "configs/environment/dev.local.yaml", "schema_version: 1\nlogging: {level: trace}\n",
      in: Self.root)
    defer { Console.remove("configs/environment/dev.local.yaml", in: Self.root) }

    try session.wait(for: "trace")
  }

  @Test func `escapes in a file are shown, never sent`() throws {
    try Console.write(
      "configs/environment/staging.local.yaml",
      "schema_version: 1\nenvironment: {description: \"a\\e]0;owned\\ab\"}\n", in: Self.root)
    defer { Console.remove("configs/environment/staging.local.yaml", in: Self.root) }
    let session = try Console.open(in: Self.root)

    try session.wait(for: "log level")
    session.press("d/description<enter>")
    try session.wait(for: #"a\u{1b}]0;owned"#)

    #expect(!session.raw().contains("\u{1b}]0;owned"))
  }
}
