import FoundationEssentials
import Glibc
import Processes
import TestSupport
import Testing

/// What becomes of the programs that the console or a command has started when it is killed.
struct `A triptych that is killed` {
  @Test(arguments: ["diff", "show dev", "validate", "screen overview"])
  func `leaves no question to Compose behind`(words: String) async throws {
    let docker = try FakeDocker()
    try docker.hangCompose()

    let result = await shell(
      docker,
      """
      \(program) -C "$ROOT" \(words) >/dev/null 2>&1 &
      until [ -s "$ROOT/ask.pid" ]; do sleep 0.05; done
      kill -KILL $!
      cat "$ROOT/ask.pid"
      """)

    let question = try #require(pid_t(result.output.split(separator: "\n").first ?? ""))
    try docker.waitUntilGone(question)
  }

  @Test func `leaves its project locked until what it started has ended`() async throws {
    let docker = try FakeDocker()

    let result = await shell(
      docker,
      """
      \(program) -C "$ROOT" up dev >/dev/null 2>&1 &
      until [ -s "$ROOT/up.pid" ]; do sleep 0.05; done
      kill -KILL $!
      \(program) -C "$ROOT" up dev
      """)
    let status = await shell(docker, "\(program) -C \"$ROOT\" status dev")
    let orphan = try docker.upProcess()
    kill(orphan, SIGKILL)
    try docker.waitUntilGone(orphan)
    let after = await shell(docker, "\(program) -C \"$ROOT\" status dev")

    #expect(result.ending == .exited(code: 75), "\(result.errors)")
    #expect(result.errors.contains("that process is gone, what it started still runs"))
    #expect(status.output.contains("was interrupted and goes on in the background"))
    #expect(after.output.contains("was interrupted, started by"), "\(after.output)\(after.errors)")
  }

  @Test func `leaves Compose at work to the end, though nobody reads what it says`() async throws {
    let docker = try FakeDocker()

    _ = await shell(
      docker,
      """
      \(program) -C "$ROOT" up dev >/dev/null 2>&1 &
      until [ -s "$ROOT/up.pid" ]; do sleep 0.05; done
      kill -KILL $!
      wait $!
      """)
    let status = await shell(docker, "\(program) -C \"$ROOT\" status dev")
    let orphan = try docker.upProcess()
    try docker.goOn()
    try docker.waitUntilUpIsDone()
    try docker.waitUntilGone(orphan)

    #expect(status.output.contains("was interrupted and goes on in the background"))
  }

  private var program: String { shellQuoted(BuiltProducts.folder + "/triptych") }

  private func shell(_ docker: FakeDocker, _ script: String) async -> CommandResult {
    await SubprocessRunner().run(
      Command(
        "/bin/sh", ["-c", script],
        environment: docker.environment.merging(["ROOT": docker.root]) { $1 },
        deadline: .seconds(60)))
  }
}
