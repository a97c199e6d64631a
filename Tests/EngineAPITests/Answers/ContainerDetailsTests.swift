import Environments
import TestSupport
import Testing

@testable import Engine

struct `Inspecting containers` {
  @Test func `everything worth reading, secrets masked`() throws {
    let details = try #require(InspectedDetails.parse(Array(Self.json.utf8))).details

    #expect(
      text(details)
        == """
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
    )
  }

  @Test func `a secret of one variable is masked in every other fact`() throws {
    let json = Self.json.replacing("PATH=/bin", with: "GREETING=hi hunter2hunter2")
    let details = try #require(InspectedDetails.parse(Array(json.utf8))).details

    #expect(text(details).contains("env|GREETING=hi •••"))
    #expect(!text(details).contains("hunter2"))
  }

  @Test func `as Docker 20.10 tells it`() throws {
    let details = try #require(InspectedDetails.parse(RecordedAnswer.inspected())).details

    #expect(
      text(details)
        == """
        trading-dev-api-1
        image|triptych/test
        digest|sha256:8aa19e1fc69f314242f6a25c815c512901438d2c5c0392597e836704b2404e90
        id|92683ef51be2
        state|running
        started|2026-12-01 22:37:33 UTC
        restarts|0 (unless-stopped)
        port|127.0.0.1:18080 → 8080/tcp
        mount|volume data → /data
        network|bridge 172.17.0.2
        env|API_TOKEN=•••
        """)
  }

  @Test
  func `the containers of a service by their number, without runs beside it and those that vanish`()
    async throws
  {
    let fake = FakeEngine(
      FakeContainer("a3") { $0.number = 3 }, FakeContainer("a1"),
      FakeContainer("a2") {
        $0.number = 2
        $0.hasVanished = true
      }, FakeContainer("run") { $0.isOneOff = true }, FakeContainer("q1") { $0.service = "quotes" })

    let details = try await engine(fake).details(of: "api", in: "trading-dev").get()

    #expect(details.map(\.name) == ["trading-dev-api-1", "trading-dev-api-3"])
    #expect(!fake.asked.contains("/containers/q1/json"))
  }

  @Test func `a run beside the service is found by its own name`() async throws {
    let fake = FakeEngine(
      FakeContainer("a1"), FakeContainer("0f") { $0.isOneOff = true })

    let details = try await engine(fake).details(of: "trading-dev-api-run-0f", in: "trading-dev")
      .get()

    #expect(details.map(\.name) == ["trading-dev-api-run-0f"])
  }

  @Test func `a service without a container has none, and is not asked about`() async throws {
    let fake = FakeEngine()

    let details = try await engine(fake).details(of: "api", in: "trading-dev").get()

    #expect(details == [])
    #expect(fake.asked == ["/_ping", "/containers/json"])
  }

  @Test func `a running container tells when it ended last, and no code`() throws {
    let text = Self.json.replacing("\"exited\"", with: "\"running\"")

    let details = try #require(InspectedDetails.parse(Array(text.utf8))).details

    #expect(details.facts.contains(.init("last exit", "2026-11-23 01:02:03 UTC")))
  }

  private func text(_ details: ContainerDetails) -> String {
    ([details.name] + details.facts.map { "\($0.label)|\($0.text)" }).joined(separator: "\n")
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
