import Glibc
import TestSupport
import Testing

struct `Leaving the terminal` {
  @Test func `takes the alternate screen and gives it back`() throws {
    let session = try Probe.start()
    #expect(session.isAlternateScreen)
    #expect(!session.isCooked)

    session.press("q")

    #expect(try session.waitForExit() == 0)
    expectAsBefore(session)
    #expect(session.text.contains("bye: <q>"))
  }

  @Test(arguments: [(SIGTERM, "terminate"), (SIGHUP, "hangUp"), (SIGINT, "interrupt")])
  func `ends in order at a signal`(number: Int32, name: String) throws {
    let session = try Probe.start()

    session.signal(number)

    #expect(try session.waitForExit() == 0)
    expectAsBefore(session)
    #expect(session.text.contains("bye: \(name)"))
  }

  /// Every signal that ends a program, without those that end the console in order.
  static let endings = Set<Int32>(1...64)
    .subtracting([
      SIGKILL, SIGSTOP, SIGCHLD, SIGCONT, SIGURG, SIGWINCH, SIGTSTP, SIGTTIN, SIGTTOU, SIGPIPE,
      SIGTERM, SIGHUP, SIGINT,
    ])
    // The C library keeps these to itself.
    .subtracting([32, 33]).sorted()

  @Test(arguments: endings)
  func `gives it back at every signal that ends it`(number: Int32) throws {
    let session = try Probe.start()

    session.signal(number)

    #expect(try session.waitForExit() == 128 + Int(number))
    expectAsBefore(session)
    #expect(session.raw().contains("\u{1b}[?1000l"))
  }

  @Test(arguments: [SIGUSR1, SIGALRM, SIGSEGV, SIGXCPU, 40])
  func `gives it back while an editor has it`(number: Int32) throws {
    let session = try Probe.start()
    session.press("v")
    try session.wait(until: "the editor has the terminal") {
      $0.isAlternateScreen && $0.text.contains("editing")
    }

    session.signal(number)

    #expect(try session.waitForExit() == 128 + Int(number))
    expectAsBefore(session)
  }

  @Test func `gives it back while it starts and while it ends`() throws {
    let starting = try TerminalSession(Probe.path)
    try starting.wait(until: "the terminal is raw") { !$0.isCooked }
    starting.signal(SIGUSR1)
    #expect(try starting.waitForExit() == 128 + Int(SIGUSR1))
    expectAsBefore(starting)

    let ending = try Probe.start()
    ending.press("q")
    ending.signal(SIGUSR2)
    _ = try ending.waitForExit()
    expectAsBefore(ending)
  }

  @Test(arguments: [
    ("-5", "abc"), ("0", "0"), ("100000", "100000"), ("", "-1"), ("99999999999999999999", "3"),
  ])
  func `takes the size of the terminal, whatever COLUMNS and LINES say`(
    columns: String, lines: String
  ) throws {
    let session = try Probe.start(environment: ["COLUMNS": columns, "LINES": lines])

    #expect(session.line(0).hasPrefix("┌ 80x24 ─"))
  }

  @Test func `survives windows of any size`() throws {
    let session = try Probe.start()
    for (columns, rows) in [(65535, 2), (2, 65535), (10000, 3), (3, 10000), (1, 1), (2000, 1500)] {
      session.resize(columns: columns, rows: rows)
      session.press("+")
      session.resize(columns: 80, rows: 24)
      try session.wait(for: "┌ 80x24 ─", timeoutMilliseconds: 20_000)
    }

    #expect(RunningProcess(id: session.processID).residentMemory < 300 << 10)
    session.press("q")
    #expect(try session.waitForExit() == 0)
  }

  @Test(arguments: [
    ("<f1>", [SIGILL, SIGTRAP], "Fatal error: the probe was told to"),
    ("<f2>", [SIGILL, SIGTRAP], "Index out of range"),
    ("<f3>", [SIGSEGV], ""),
    ("<f4>", [SIGSEGV], ""),
    ("<f5>", [SIGABRT], ""),
    ("<f6>", [SIGILL, SIGTRAP], "Fatal error: a thread was told to"),
  ])
  func `gives it back in a crash, with the message and the signal`(
    key: String, signals: [Int32], message: String
  ) throws {
    // The runtime appends a backtrace of many lines.
    let session = try Probe.start(columns: 100, rows: 70)

    session.press(key)

    let status = try session.waitForExit()
    #expect(signals.map { 128 + Int($0) }.contains(status))
    expectAsBefore(session)
    #expect(message.isEmpty || session.text.contains(message), "\(session.dump)")
  }

  @Test func `shows where it crashed and asks nothing`() throws {
    let session = try Probe.start(
      environment: ["SWIFT_BACKTRACE": ""], columns: 120, rows: 200)

    session.press("<f1>")

    // The runtime first reads the program's symbols.
    _ = try session.waitForExit(timeoutMilliseconds: 20_000)
    expectAsBefore(session)
    #expect(session.text.contains("Crash.happen()"), "\(session.dump)")
  }

  @Test func `keeps what is written to stderr until it has left`() throws {
    let session = try Probe.start()

    session.press("w")
    session.press("x")
    try session.wait(for: "heard <x>")
    #expect(!session.text.contains("a warning"))
    session.press("q")

    #expect(try session.waitForExit() == 0)
    #expect(session.text.contains("a warning"))
  }

  @Test func `lends it to an editor and takes it again`() throws {
    let session = try Probe.start()

    session.press("e")
    try session.wait(for: "editing in / for me")
    expectAsBefore(session)
    session.resize(columns: 60, rows: 20)
    session.press("7<enter>")

    try session.wait(for: "┌ 60x20 ─")
    #expect(session.line(1).hasPrefix("│ heard 7 "))
    #expect(session.isAlternateScreen)
    #expect(!session.isCooked)
    session.press("x")
    try session.wait(for: "heard <x>")
  }

  /// A terminal may remember for its first screen whether the cursor was hidden when the alternate screen was opened.
  @Test(arguments: ["q", "<f1>"])
  func `gives the cursor back after it has lent the terminal`(key: String) throws {
    let session = try Probe.start(columns: 100, rows: 70)
    session.press("e")
    try session.wait(for: "editing")
    session.press("7<enter>")
    try session.wait(for: "heard 7")

    session.press(key)

    _ = try session.waitForExit(timeoutMilliseconds: 20_000)
    expectAsBefore(session)
  }

  @Test func `an interrupt in the editor does not end the console`() throws {
    let session = try Probe.start()

    session.press("e")
    try session.wait(for: "editing")
    session.press("<ctrl-c>")

    try session.wait(for: "heard 130")
    session.press("E")
    try session.wait(for: "heard -1")
  }

  @Test func `an editor that stops takes the console along`() throws {
    let session = try TerminalSession(
      "/bin/bash", ["--norc", "--noprofile", "-i"], environment: ["PS1": "shell> "])
    try session.wait(for: "shell>")
    session.send("\(Probe.path)\r")
    try session.wait(for: "heard nothing")
    session.press("e")
    try session.wait(for: "editing")

    session.press("<ctrl-z>")
    try session.wait(for: "Stopped")
    session.send("fg\r")
    try session.wait(until: "the editor has the terminal") { $0.isCooked }
    session.press("3<enter>")

    try session.wait(for: "heard 3")
  }

  @Test func `stops as a job and is continued`() throws {
    let session = try TerminalSession(
      "/bin/bash", ["--norc", "--noprofile", "-i"], environment: ["PS1": "shell> "])
    try session.wait(for: "shell>")
    session.send("\(Probe.path)\r")
    try session.wait(for: "heard nothing")

    session.press("<ctrl-z>")
    try session.wait(for: "Stopped")
    #expect(!session.isAlternateScreen)
    #expect(session.cursor.isVisible)
    session.send("fg\r")

    try session.wait(for: "heard <^Z>")
    #expect(session.isAlternateScreen)
    session.press("q")
    try session.wait(for: "bye: <q>")
  }

  @Test func `takes it again when it was stopped from outside`() throws {
    let session = try TerminalSession(
      "/bin/bash", ["--norc", "--noprofile", "-i"], environment: ["PS1": "shell> "])
    try session.wait(for: "shell>")
    session.send("\(Probe.path)\r")
    try session.wait(for: "heard nothing")
    session.press("s")
    try session.wait(for: "Stopped")
    session.send("fg\r")

    session.press("x")

    try session.wait(for: "heard <x>")
    #expect(session.isAlternateScreen)
  }

  @Test func `does not stop when no shell could continue it`() throws {
    let session = try Probe.start()

    session.press("<ctrl-z>")

    try session.wait(for: "heard <^Z>")
    #expect(session.isAlternateScreen)
  }

  @Test func `ends when the terminal is gone`() throws {
    let session = try Probe.start()

    session.hangUp()

    #expect(try session.waitForExit() == 0)
  }

  private func expectAsBefore(
    _ session: TerminalSession, at location: SourceLocation = #_sourceLocation
  ) {
    #expect(!session.isAlternateScreen, sourceLocation: location)
    #expect(session.cursor.isVisible, sourceLocation: location)
    #expect(session.isCooked, sourceLocation: location)
  }
}
