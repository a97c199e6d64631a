import FoundationEssentials
import Glibc
import Processes
import TestSupport
import Testing

/// Logs through the real program, from a fake engine.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct `Logs through the program` {
  private let logs = LogEngine()

  @Test func `are printed as one, in the order of time`() async throws {
    let result = try await triptych("logs", "dev")

    #expect(
      result.output == """
        api-1    | info api : started
        quotes-1 | {"level":"info","msg":"quote 1"}
        api-1    | ERROR halted
        quotes-1 | quote 2

        """)
    #expect(result.errors == "")
    #expect(result.ending == .exited(code: 0))
  }

  @Test func `are printed as JSON, only what matches, with times`() async throws {
    let json = try await triptych("logs", "dev", "--format", "json", "--grep", "^ERR|halted")
    let text = try await triptych("logs", "dev", "quotes", "--timestamps", "--grep", "quote [2-9]")

    #expect(
      json.output == #"""
        {"schema_version":1,"time":"2026-11-23T14:00:03.000000000Z","environment":"dev","service":"api","replica":1,"stream":"stderr","level":"error","text":"ERROR halted"}

        """#)
    #expect(text.output == "quotes-1 | 2026-11-23T14:00:04.000000000Z quote 2\n")
  }

  @Test func `report what is wrong with the command's arguments`() async throws {
    let service = try await triptych("logs", "dev", "apj")
    let pattern = try await triptych("logs", "dev", "--grep", "a(b")
    let time = try await triptych("logs", "dev", "--since", "yesterday")

    #expect(service.errors.contains("dev has no service 'apj'; did you mean api?"))
    #expect(pattern.errors.contains("missing closing parenthesis at 4"))
    #expect(time.errors.contains("yesterday"))
    #expect([service, pattern, time].allSatisfy { $0.ending == .exited(code: 64) })
  }

  @Test(arguments: [
    "9223372037", "99999999999999999999", "2262-04-11T23:47:16", "9999-01-01", "2026-12-01T2",
    "2026-12-01T23:3",
  ])
  func `refuse a start that is not a moment, or too far away`(start: String) async throws {
    let result = try await triptych("logs", "dev", "--since", start)

    #expect(result.ending == .exited(code: 64))
    #expect(result.errors.contains(start))
  }

  @Test func `say that there is no docker`() async throws {
    let result = await SubprocessRunner().run(
      Command(
        BuiltProducts.folder + "/triptych", ["-C", Console.root, "logs", "dev"],
        environment: [
          "HOME": Console.root, "PATH": "/nowhere", "DOCKER_HOST": "unix:///nowhere/docker.sock",
        ]
        .merging(SanitizerOptions.inherited) { $1 }, deadline: .seconds(60)))

    #expect(result.ending == .exited(code: 77))
    #expect(result.errors.contains("docker is not installed"))
  }

  @Test func `end quietly when their reader goes, and leave no connection`() async throws {
    let result = await SubprocessRunner().run(
      Command(
        "/bin/sh",
        ["-c", "\"$0\" -C \"$1\" logs dev --follow | head -1", program, Console.root],
        environment: logs.environment, deadline: .seconds(60)))

    #expect(result.output == "api-1    | info api : started\n")
    #expect(result.errors == "")
    await logs.waitUntilLeft()
  }

  @Test func `end with 130 at control-c, and leave no connection`() async throws {
    let session = try TerminalSession(
      program, ["-C", Console.root, "logs", "dev", "--follow"],
      environment: logs.environment)
    try session.wait(for: "quote 2", timeoutMilliseconds: 30_000)

    session.press("<ctrl-c>")

    #expect(try session.waitForExit(timeoutMilliseconds: 30_000) == 130)
    await logs.waitUntilLeft()
  }

  @Test func `open with L, narrow, are written to a file, and leave no connection`() async throws {
    let session = try Console.open(environment: logs.environment)
    try session.wait(for: "running", timeoutMilliseconds: 30_000)

    session.press("1<end>L")
    try session.wait(for: "quote 2", timeoutMilliseconds: 30_000)
    let both = session.text
    session.press("f(")
    try session.wait(for: "missing closing parenthesis at 2")
    session.press("<backspace>halted<enter>")
    try session.wait(until: "only one line matches") {
      $0.text.contains("ERROR halted") && !$0.text.contains("quote 2")
    }
    session.press("x")
    try session.wait(for: "Wrote 1 line into .triptych/logs/dev-all-")
    session.press("<esc><esc>")
    try session.wait(for: "settings ·")
    session.press("q")

    #expect(both.contains("api-1   │info api : started"))
    #expect(both.contains("✗api-1   │ERROR halted"))
    #expect(try session.waitForExit(timeoutMilliseconds: 30_000) == 0)
    await logs.waitUntilLeft()
    #expect(try exported() == ["2026-11-23T14:00:03.000000000Z api-1 ERROR halted\n 384"])
  }

  @Test(arguments: [SIGTERM, SIGHUP]) func `leave no connection when the console is ended`(
    _ signal: Int32
  ) async throws {
    let session = try Console.open(environment: logs.environment)
    try session.wait(for: "running", timeoutMilliseconds: 30_000)
    session.press("1<end>L")
    try session.wait(for: "quote 2", timeoutMilliseconds: 30_000)

    session.signal(signal)

    #expect(try session.waitForExit(timeoutMilliseconds: 30_000) == 0)
    await logs.waitUntilLeft()
  }

  @Test func `of a flood are dropped and counted, and keys go on`() throws {
    logs.engine.set {
      $0.faults["/containers/id1/logs"] = .endless(
        "2026-11-23T14:00:01.000000000Z level=error a line of a flood\n")
    }
    let session = try Console.open(environment: logs.environment)
    try session.wait(for: "running", timeoutMilliseconds: 30_000)

    session.press("1L")
    try session.wait(for: "dropped ", timeoutMilliseconds: 60_000)
    session.press("/flood")
    try session.wait(for: "/ flood", timeoutMilliseconds: 60_000)
    session.press("<enter> ")
    try session.wait(for: " new ─", timeoutMilliseconds: 60_000)
    session.press("<esc><esc>")
    try session.wait(for: "settings ·", timeoutMilliseconds: 60_000)
    let memory = try residentKibibytes(session.processID)
    session.press("q")

    #expect(try session.waitForExit(timeoutMilliseconds: 60_000) == 0)
    #expect(memory < 400 * 1024)
  }

  private var program: String { BuiltProducts.folder + "/triptych" }

  private func triptych(_ words: String...) async throws -> CommandResult {
    await SubprocessRunner().run(
      Command(
        program, ["-C", Console.root] + words, environment: logs.environment,
        deadline: .seconds(60)))
  }

  /// The files that were written, each with its mode.
  private func exported() throws -> [String] {
    let folder = Console.root + "/.triptych/logs"
    return try FileManager.default.contentsOfDirectory(atPath: folder).map { name in
      var information = stat()
      stat(folder + "/" + name, &information)
      let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      return "\(text) \(information.st_mode & 0o7777)"
    }
  }

  private func residentKibibytes(_ pid: pid_t) throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    return Int(line.filter(\.isNumber)) ?? Int.max
  }
}
