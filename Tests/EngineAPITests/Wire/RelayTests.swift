import Environments
import FoundationEssentials
import Glibc
import Processes
import TestSupport
import Testing

@testable import Engine

@Suite(.timeLimit(.minutes(2)))
struct `Reaching an engine through docker` {
  private let far = Endpoint.context("far", host: "ssh://far")

  @Test func `one program carries all that is asked, one call after another`() async throws {
    let fake = FakeEngine(FakeContainer("a1"))
    let runner = FakeCommandRunner([
      .init(command: "docker --context far system dial-stdio", engine: fake)
    ])
    let engine = engine(at: far, runner)

    let version = await engine.version()
    let containers = await engine.containers(of: ["trading-dev"])

    #expect(version == .success("20.10.24+dfsg1"))
    #expect(try containers.get()["trading-dev"]?.map(\.id) == ["a1"])
    #expect(runner.ran.count == 1)
    #expect(runner.ran.first?.deadline == nil)
    #expect(runner.ran.first?.endsWithUs == true)
  }

  @Test func `a real program gets the socket as its input and output`() async throws {
    let docker = try ScriptedDocker(answering: "")

    let answers = [
      await docker.engine(far).ping(), await docker.engine(.host("ssh://ops@far")).ping(),
    ]

    #expect(answers == [.success(1), .success(1)])
    #expect(
      docker.calls == ["--context far system dial-stdio", "--host ssh://ops@far system dial-stdio"])
  }

  @Test(arguments: [
    (
      #"echo "error during connect: no route to host" >&2; exit 1"#,
      EngineState.unreachable("error during connect: no route to host")
    ),
    (
      #"printf 'stderr=ops@far: it is over.\r\n\n\n' >&2; exit 1"#,
      .unreachable("stderr=ops@far: it is over.")
    ),
    (
      #"echo 'permission denied while trying to connect to the Docker daemon socket at x' >&2; exit 1"#,
      .forbidden(
        "This user may not talk to docker at context far (ssh://far). "
          + "Add it to the group docker (sudo usermod -aG docker $USER) and log in again.")
    ),
    (
      "echo bye >&2; exec <&- >&-; exec sleep 600", .unreachable("bye")
    ),
    (
      "exec <&- >&-; exec sleep 600",
      .unreachable("docker's connection to context far (ssh://far) ended without an error message.")
    ),
    (
      "exit 0",
      .unreachable("docker's connection to context far (ssh://far) ended without an error message.")
    ),
    (
      "kill -9 $$",
      .unreachable("The docker program for context far (ssh://far) was ended by signal 9.")
    ),
  ])
  func `one that ends says why, as far as it knows`(script: String, state: EngineState) async throws
  {
    let docker = try ScriptedDocker(script)

    #expect(await docker.engine(far).ping().fault == state)
  }

  @Test(arguments: [
    "error while Copy (stdin to stream): write |1: broken pipe",
    "error while Copy (stdin to stream): write tcp 10.0.0.1:1->10.0.0.7:2376: write: broken pipe",
  ])
  func `one that only reports a failed write is asked for the cause`(failedWrite: String)
    async throws
  {
    // A program that is given a request writes it and fails; without one it waits and reports what ssh says.
    let docker = try ScriptedDocker(
      """
      if [ "$(wc -l < calls)" = 1 ]; then read -r line; echo '\(failedWrite)' >&2; exit 1; fi
      echo 'error while Copy (stream to stdout): command [ssh -- far docker system dial-stdio] has exited' \
        'with exit status 255: stderr=ssh: connect to host far: Connection refused' >&2
      exit 1
      """)

    #expect(
      await docker.engine(far).ping().fault
        == .unreachable(
          "Nothing listens for ssh on far. Fix: start sshd there, or correct the port"))
  }

  @Test func `one that is killed while events come is a loss with a reason`() async throws {
    let docker = try ScriptedDocker(answering: #""GET /v1.41/events"*) kill -9 $$ ;;"#)

    let events = await docker.engine(far).events().reduce(into: []) { $0.append($1) }

    #expect(
      events == [
        .lost(reason: "The docker program for context far (ssh://far) was ended by signal 9.")
      ])
  }

  @Test func `one that ended while idle is started again`() async throws {
    let fake = FakeEngine()
    let reply = FakeCommandRunner.Reply(
      command: "docker --context far system dial-stdio", engine: fake)
    let runner = FakeCommandRunner([reply, reply])
    let engine = engine(at: far, runner)
    _ = try await engine.ping().get()
    fake.endIdleConnections()

    #expect(await engine.ping() == .success(2))
    #expect(runner.ran.count == 2)
  }

  @Test func `one that hangs is ended at the deadline`() async throws {
    let docker = try ScriptedDocker("echo $$ > pid; exec sleep 600")
    let runner = EndingsRunner()

    let answer = await docker.engine(far, runner: runner, deadline: .seconds(1)).ping()
    let ending = await runner.endings.first { _ in true }

    #expect(answer.fault == .silent(milliseconds: 1000))
    #expect(ending == .cancelled)
  }

  @Test func `without docker there is no way there, and the fix is told`() async {
    let missing = EngineState.notInstalled(DockerInstallation.clientIsMissing)

    let none = await engine(at: far, FakeCommandRunner([]), client: nil).ping()
    let gone = await engine(at: far, SubprocessRunner(), client: "/nowhere/docker").ping()

    #expect(none.fault == missing)
    #expect(gone.fault == missing)
  }
}

@Suite(.timeLimit(.minutes(2)))
struct `Asking where a context leads` {
  private let far = Endpoint.context("far", host: nil)
  private let fake = FakeEngine()

  @Test func `to a socket here: it is opened without a program, and docker is asked once`()
    async throws
  {
    let runner = FakeCommandRunner([.far(leadingTo: fake.address)])
    let engine = engine(at: far, runner)
    _ = try await engine.ping().get()
    fake.endIdleConnections()

    #expect(await engine.ping() == .success(2))
    #expect(fake.state.connectionsEver == 2)
    #expect(runner.ran.count == 1)
  }

  @Test func `elsewhere: docker is asked once, too, and carries what is asked`() async throws {
    let carried = FakeCommandRunner.Reply(
      command: "docker --context far system dial-stdio", engine: fake)
    let runner = FakeCommandRunner([.far(leadingTo: "ssh://ops@far"), carried, carried])
    let engine = engine(at: far, runner)
    _ = try await engine.ping().get()
    fake.endIdleConnections()

    #expect(await engine.ping() == .success(2))
    runner.expectAllRan()
  }

  @Test func `to a socket that is gone: the next time docker is asked again`() async throws {
    let runner = FakeCommandRunner([
      .far(leadingTo: "unix:///nowhere/docker.sock"), .far(leadingTo: fake.address),
    ])
    let engine = engine(at: far, runner)

    let first = await engine.ping()
    let second = await engine.ping()

    #expect(
      first.fault
        == .unreachable(
          "Cannot connect to the Docker daemon at unix:///nowhere/docker.sock. "
            + "Is the docker daemon running?"))
    #expect(second == .success(1))
  }
}

/// A shell script that a test runs in place of docker.
private final class ScriptedDocker: Sendable {
  let folder: String

  init(_ script: String) throws {
    folder = "/tmp/triptych-scripted-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let text = "#!/bin/sh\ncd '\(folder)'\necho \"$*\" >> calls\n" + script + "\n"
    try Data(text.utf8).write(to: URL(filePath: folder + "/docker"))
    chmod(folder + "/docker", 0o755)
  }

  /// Succeeds for every command except those with a case of their own.
  convenience init(answering cases: String) throws {
    try self.init(
      """
      while IFS= read -r line; do
        case $line in
          \(cases)
          [![:print:]]) printf 'HTTP/1.1 200 OK\\r\\nApi-Version: 1.41\\r\\nContent-Length: 2\\r\\n\\r\\nOK' ;;
        esac
      done
      """)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func engine(
    _ endpoint: Endpoint, runner: any CommandRunner = SubprocessRunner(),
    deadline: Duration = .seconds(20)
  ) -> Engine {
    EngineAPITests.engine(at: endpoint, runner, client: folder + "/docker", deadline: deadline)
  }

  /// The calls in order.
  var calls: [String] {
    let text = FileManager.default.contents(atPath: folder + "/calls") ?? Data()
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

/// Runs programs and tells how they ended.
private struct EndingsRunner: CommandRunner {
  let endings: AsyncStream<CommandResult.Ending>
  private let feed: AsyncStream<CommandResult.Ending>.Continuation
  private let runner = SubprocessRunner()

  init() { (endings, feed) = AsyncStream.makeStream() }

  func run(_ command: Command, onLine: (@Sendable (OutputLine) -> Void)?) async -> CommandResult {
    await runner.run(command, onLine: onLine)
  }

  func run(_ command: Command, over socket: Int32) async -> CommandResult {
    let result = await runner.run(command, over: socket)
    feed.yield(result.ending)
    return result
  }
}
