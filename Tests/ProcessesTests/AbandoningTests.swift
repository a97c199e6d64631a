import Glibc
import Processes
import Testing

struct `Abandoning a program` {
  @Test func `kills it and what it started, however they take SIGTERM`() async throws {
    let runner = SubprocessRunner()
    let (lines, feed) = AsyncStream.makeStream(of: String.self)
    let running = Task {
      await runner.run(
        Command(
          "/bin/sh", ["-c", "trap '' TERM; echo $$; sleep 600; echo never"],
          environment: ["PATH": "/usr/bin:/bin"], deadline: nil, grace: .seconds(600))
      ) { feed.yield($0.text) }
    }
    let first = await lines.first { _ in true }

    running.cancel()
    runner.abandon()
    let result = await running.value

    #expect(result.ending == .cancelled)
    #expect(await isGone(try #require(first.flatMap { pid_t($0) })))
  }

  @Test func `nothing is started afterwards`() async {
    let runner = SubprocessRunner()

    runner.abandon()
    let result = await runner.run(
      Command("/bin/echo", ["never"], environment: ["PATH": "/usr/bin:/bin"]))

    #expect(result.ending == .cancelled)
    #expect(result.output == "")
  }
}
