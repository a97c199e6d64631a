import FoundationEssentials
import Glibc
import Processes
import TestSupport
import Testing

/// The real program during an operation: how it reacts to signals, a lost terminal and a second operation.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct `A running operation` {
  @Test func `is cancelled by ^C, reports the current state and ends with 130`() throws {
    let docker = try FakeDocker()
    let session = try launching(docker)

    session.press("<ctrl-c>")

    #expect(try session.waitForExit(timeoutMilliseconds: 60_000) == 130)
    #expect(session.text.contains("The launch of dev was cancelled after "))
    #expect(session.text.contains("  api: not touched"))
    #expect(docker.activity.contains(#""standing":["api: not touched"]"#))
    try docker.waitUntilGone(docker.upProcess())
  }

  @Test func `is cancelled by SIGTERM as well`() throws {
    let docker = try FakeDocker()
    let session = try launching(docker)

    session.signal(SIGTERM)

    #expect(try session.waitForExit(timeoutMilliseconds: 60_000) == 130)
    #expect(docker.activity.contains(#""verdict":"cancelled""#))
  }

  @Test func `cannot be suspended, and says so`() throws {
    let docker = try FakeDocker()
    let session = try launching(docker)

    session.press("<ctrl-z>")
    try session.wait(for: "It cannot be suspended while it works", timeoutMilliseconds: 30_000)
    session.press("<ctrl-c>")

    #expect(try session.waitForExit(timeoutMilliseconds: 60_000) == 130)
  }

  @Test func `is not waited for after a second ^C, and the current state is reported`() throws {
    let docker = try FakeDocker(isStubborn: true)
    let session = try launching(docker)
    let up = try docker.upProcess()

    session.press("<ctrl-c>")
    try session.wait(for: "Cancelling", timeoutMilliseconds: 30_000)
    session.press("<ctrl-c>")

    #expect(try session.waitForExit(timeoutMilliseconds: 60_000) == 130)
    #expect(session.text.contains("  api: not touched"))
    try docker.waitUntilGone(up)
  }

  @Test func `is not waited for after a second ^C, and a silent engine reports no state`() throws {
    let docker = try FakeDocker(isStubborn: true)
    let session = try launching(docker)

    docker.engine.set { $0.faults["*"] = .silent }
    session.press("<ctrl-c>")
    try session.wait(for: "Cancelling", timeoutMilliseconds: 30_000)
    session.press("<ctrl-c>")

    #expect(try session.waitForExit(timeoutMilliseconds: 60_000) == 130)
    #expect(session.text.contains("The present state is not known"))
    #expect(docker.activity.contains(#""reason":"The present state is not known"#))
  }

  @Test func `goes on when its terminal is gone, and is recorded`() throws {
    let docker = try FakeDocker()
    let session = try launching(docker)

    session.hangUp()
    try docker.goOn()

    try docker.waitForActivity(#""verdict":"succeeded""#)
    #expect(try session.waitForExit(timeoutMilliseconds: 60_000) == 0)
  }

  @Test func `goes on when its output is not read`() async throws {
    let docker = try FakeDocker()
    let program = BuiltProducts.folder + "/triptych"

    let running = Task {
      await SubprocessRunner().run(
        Command(
          "/bin/sh", ["-c", "\(program) -C \(docker.root) up dev 2>&1 | head -n 1"],
          environment: docker.environment, deadline: .seconds(90)))
    }
    try docker.waitForActivity(#""phase":"intent""#)
    try docker.goOn()
    let result = await running.value

    #expect(result.isSuccess)
    #expect(result.output.hasPrefix("Launch dev (fake-dev on \(docker.engine.address))"))
    #expect(docker.activity.contains(#""verdict":"succeeded""#))
  }

  @Test func `locks a second one out, which names the holder and ends with 75`() async throws {
    let docker = try FakeDocker()
    let session = try launching(docker)

    let second = await SubprocessRunner().run(
      Command(
        BuiltProducts.folder + "/triptych", ["-C", docker.root, "up", "dev"],
        environment: docker.environment, deadline: .seconds(60)))

    #expect(second.ending == .exited(code: 75))
    #expect(second.errors.contains("The launch of dev is refused: dev is being launched by "))
    #expect(second.errors.contains("(pid \(session.processID) on "))
    session.press("<ctrl-c>")
    #expect(try session.waitForExit(timeoutMilliseconds: 60_000) == 130)
  }

  @Test func `on the screen goes on when the terminal is gone`() throws {
    let docker = try FakeDocker()
    let session = try launchingOnScreen(docker)

    session.hangUp()
    try docker.goOn()

    try docker.waitForActivity(#""verdict":"succeeded""#)
    #expect(try session.waitForExit(timeoutMilliseconds: 60_000) == 0)
  }

  @Test func `on the screen is cancelled by SIGTERM, and the terminal gets the report`() throws {
    let docker = try FakeDocker()
    let session = try launchingOnScreen(docker)

    session.signal(SIGTERM)

    #expect(try session.waitForExit(timeoutMilliseconds: 60_000) == 0)
    #expect(session.text.contains("The launch of dev was cancelled after "))
    #expect(docker.activity.contains(#""verdict":"cancelled""#))
  }

  @Test func `on the screen keeps ^Z from suspending it, and says so`() throws {
    let docker = try FakeDocker()
    let session = try launchingOnScreen(docker)

    session.press("<ctrl-z>")
    try session.wait(for: "needs this screen", timeoutMilliseconds: 30_000)
    session.signal(SIGTERM)

    #expect(try session.waitForExit(timeoutMilliseconds: 60_000) == 0)
  }

  @Test func `that was killed is found by the next one, which goes ahead`() async throws {
    let docker = try FakeDocker()
    let session = try launching(docker)
    let orphan = try docker.upProcess()

    session.signal(SIGKILL)
    #expect(try session.waitForExit(timeoutMilliseconds: 30_000) == 128 + Int(SIGKILL))
    kill(-orphan, SIGKILL)
    try docker.waitUntilGone(orphan)
    let status = await triptych(docker, "status")
    try docker.goOn()
    let next = await triptych(docker, "up", "dev")

    #expect(status.output.contains("UTC was interrupted"), "\(status)")
    #expect(next.ending == .exited(code: 0), "\(next.errors)")
    #expect(next.errors.contains("UTC was interrupted, started by "))
    #expect(docker.activity.contains(#""verdict":"interrupted""#))
  }

  private func triptych(_ docker: FakeDocker, _ words: String...) async -> CommandResult {
    await SubprocessRunner().run(
      Command(
        BuiltProducts.folder + "/triptych", ["-C", docker.root] + words,
        environment: docker.environment, deadline: .seconds(90)))
  }

  /// A launch from the command line that waits for Compose.
  private func launching(_ docker: FakeDocker) throws -> TerminalSession {
    let session = try docker.open("up", "dev")
    try session.wait(for: "api: creating", timeoutMilliseconds: 60_000)
    return session
  }

  /// The same from the console.
  private func launchingOnScreen(_ docker: FakeDocker) throws -> TerminalSession {
    let session = try docker.open()
    try session.wait(for: "1 dev · stopped", timeoutMilliseconds: 60_000)
    session.press("1U")
    try session.wait(for: "launch of dev · 0 of 1 done", timeoutMilliseconds: 60_000)
    try session.wait(for: "Creating", timeoutMilliseconds: 60_000)
    return session
  }
}
