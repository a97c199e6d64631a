import Glibc
import TestSupport
import Testing

struct `Watching health from a script` {
  @Test
  func `reports each change and how long the state before lasted, and ends with a summary at ^C`()
    throws
  {
    let docker = try FakeDocker()
    docker.setState("running")
    let session = try docker.open("health", "--watch", "--interval", "1")
    try session.wait(for: "dev  api  healthy", timeoutMilliseconds: 30_000)

    docker.setState("exited", exitCode: 3)
    try session.wait(for: "dev  api  unhealthy  exited with 3", timeoutMilliseconds: 30_000)
    #expect(session.text.contains("(before: ok"))
    docker.setState("running")
    try session.wait(for: "(before: failing", timeoutMilliseconds: 30_000)
    session.press("<ctrl-c>")

    #expect(try session.waitForExit(timeoutMilliseconds: 30_000) == 130)
    #expect(session.text.contains("2 changes"), "\(session.dump)")
  }

  @Test func `ends after as many rounds as were asked for, with what the last one said`() throws {
    let docker = try FakeDocker()
    docker.setState("exited", exitCode: 3)

    let session = try docker.open("health", "--watch", "--interval", "1", "--count", "2")

    #expect(try session.waitForExit(timeoutMilliseconds: 30_000) == 1)
    #expect(session.text.contains("failing 2 in a row"), "\(session.dump)")
    #expect(session.text.contains("0 changes"))
  }
}
