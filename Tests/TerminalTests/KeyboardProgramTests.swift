import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// The whole keyboard, in the real program.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct `The keyboard of the console` {
  @Test func `a command is typed, completed and run`() throws {
    let session = try Console.open()
    try session.wait(for: "log level")

    session.press(":fo<tab>st<tab>")
    try session.wait(for: ":focus staging")
    session.press("<enter>")
    try session.wait(for: "┏ 2 staging")
    session.press(":quit<enter>")

    #expect(try session.waitForExit(timeoutMilliseconds: 30_000) == 0)
  }

  @Test func `a click focuses a column, and a key hint is a button`() throws {
    let session = try Console.open()
    try session.wait(for: "log level")

    session.send("\u{1b}[<0;60;2M\u{1b}[<0;60;2m")
    try session.wait(for: "┏ 2 staging")
    let y = 39
    let line = Array(session.line(y))
    let x = try #require(line.indices.first { line[$0...].starts(with: Array("d differences")) })
    session.send("\u{1b}[<0;\(x + 1);\(y + 1)M")

    try session.wait(for: "› differences")
  }

  @Test func `a paste quits nothing`() throws {
    let session = try Console.open()
    try session.wait(for: "log level")

    session.send("\u{1b}[200~q\r\u{3b1}\u{1b}[201~")

    try session.wait(for: "Pasting does nothing here")
  }

  @Test func `the operator's own keys apply, and their problems are reported at the start`() throws
  {
    try FileManager.default.createDirectory(
      atPath: Console.root + "/xdg/triptych", withIntermediateDirectories: true)
    try Console.write(
      "xdg/triptych/keys.yaml", "mouse: false\nkeys: {differences: F, overview: c}\n")
    let session = try Console.open(environment: ["XDG_CONFIG_HOME": Console.root + "/xdg"])

    try session.wait(for: "keys.yaml:2:34: c means both overview and check-health")
    session.press("F")
    try session.wait(for: "› differences")

    #expect(!session.raw().contains("\u{1b}[?1000h"))
  }

  @Test(arguments: [
    ("sh -c 'echo \"opened $*\"; read x' sh", "opened +"), ("ROOT/hx", "opened ROOT/configs"),
  ])
  func `the editor gets the line as it takes it, and the terminal comes back`(
    editor: String, said: String
  ) throws {
    try Console.write("hx", "#!/bin/sh\necho \"opened $*\"\nread x\nkill -9 $$\n")
    chmod(Console.root + "/hx", 0o755)
    let session = try Console.open(
      environment: ["EDITOR": editor.replacing("ROOT", with: Console.root)])
    try session.wait(for: "log level")

    session.press("d<down>e")
    try session.wait(for: said.replacing("ROOT", with: Console.root), timeoutMilliseconds: 30_000)
    #expect(session.isCooked)
    session.press("<enter>")

    try session.wait(until: "the console is back", timeoutMilliseconds: 30_000) {
      $0.isAlternateScreen && !$0.isCooked && $0.text.contains("› differences")
    }
  }
}
