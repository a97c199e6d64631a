import Environments
import Processes
import Testing

@testable import Operations

struct `Looking into containers` {
  @Test func `everything worth reading, secrets masked`() async throws {
    let runner = FakeCommandRunner([
      .init(command: psCommand, output: "a1b2c3d4e5f6a7 trading-dev\n"),
      .init(
        command: local
          + " inspect --type container --format '\(InspectedContainer.format)' a1b2c3d4e5f6a7",
        output: inspected("a1b2c3d4e5f6a7")),
      .init(
        command: local + " inspect --type container --format '{{json .}}' a1b2c3d4e5f6a7",
        output: Self.json),
    ])

    let details = try await docker(runner).details(of: "api", in: environment()).get()
    runner.expectAllRan()

    #expect(
      details.map {
        ([$0.name] + $0.facts.map { "\($0.label)|\($0.text)" }).joined(separator: "\n")
      }
        == [
          """
          trading-dev-api-1
          image|triptych/trading-api:1.4.2
          digest|sha256:0123
          id|a1b2c3d4e5f6
          user|65532
          state|exited
          started|2026-11-23 00:00:01 UTC
          last exit|code 137, out of memory, 2026-11-23 01:02:03 UTC
          restarts|2 (unless-stopped)
          port|127.0.0.1:18080 → 8080/tcp
          port|9090/tcp, not published
          mount|volume data → /data
          mount|bind /repo/config → /etc/trading, read-only
          network|trading-dev_default 172.18.0.2
          env|API_TOKEN=•••
          env|DATABASE_URL=•••
          env|PATH=/bin
          """
        ])
  }

  @Test func `a service without a container has none, and is not asked about`() async throws {
    let runner = FakeCommandRunner([.init(command: psCommand, output: "")])

    let details = try await docker(runner).details(of: "api", in: environment()).get()

    #expect(details == [])
  }

  @Test func `a running container tells when it ended last, and no code`() throws {
    let text = Self.json.replacing("\"exited\"", with: "\"running\"")

    let details = try #require(InspectedDetails.parse(Substring(text))).details

    #expect(details.facts.contains(.init("last exit", "2026-11-23 01:02:03 UTC")))
  }

  private static let json =
    #"{"Id":"a1b2c3d4e5f6a7","Name":"/trading-dev-api-1","Image":"sha256:0123","RestartCount":2,"#
    + #""State":{"Status":"exited","ExitCode":137,"OOMKilled":true,"Error":"","#
    + #""StartedAt":"2026-11-23T00:00:01.5Z","FinishedAt":"2026-11-23T01:02:03.5Z"},"#
    + #""Config":{"Image":"triptych/trading-api:1.4.2","User":"65532","#
    + #""Env":["PATH=/bin","API_TOKEN=hunter2hunter2","DATABASE_URL=postgres://u:pa55w0rd@db/x"],"Labels":{}},"#
    + #""Mounts":[{"Type":"volume","Name":"data","Source":"/var/lib/x","Destination":"/data","RW":true},"#
    + #"{"Type":"bind","Source":"/repo/config","Destination":"/etc/trading","RW":false}],"#
    + #""NetworkSettings":{"Ports":{"8080/tcp":[{"HostIp":"127.0.0.1","HostPort":"18080"}],"9090/tcp":null},"#
    + #""Networks":{"trading-dev_default":{"IPAddress":"172.18.0.2"}}},"#
    + #""HostConfig":{"RestartPolicy":{"Name":"unless-stopped"}}}"# + "\n"
}
