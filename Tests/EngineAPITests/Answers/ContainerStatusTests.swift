import Environments
import TestSupport
import Testing

@testable import Engine

struct `Reading what an engine says of containers` {
  @Test func `health, probes, restarts and labels`() async throws {
    let fake = FakeEngine(
      FakeContainer("a1") {
        $0.health = "unhealthy"
        $0.failingStreak = 2
        $0.probes = [
          .init("old", start: "2026-11-23T00:00:02Z"), .init("\ndown\u{1b}[1m\nmore", exitCode: 1),
        ]
        $0.restarts = 2
        $0.moreLabels = ["triptych.revision": "abc"]
      })

    let containers = try await engine(fake).containers(of: ["trading-dev"]).get()

    var expected = ContainerStatus(
      id: "a1", name: "trading-dev-api-1", service: "api", number: 1, state: .running,
      health: .unhealthy, failingStreak: 2, lastProbe: "down[1m", restartCount: 2,
      startedAt: 1_795_392_001, workingDirectory: "/repo/docker", revision: "abc")
    expected.probes = [
      .init(startedAt: nil, exitCode: 1, output: "\ndown\u{1b}[1m\nmore"),
      .init(startedAt: 1_795_392_002, exitCode: 0, output: "old"),
    ]
    #expect(containers == ["trading-dev": [expected]])
  }

  @Test func `what it printed without the secrets that it was created with`() async throws {
    let fake = FakeEngine(
      FakeContainer("a1") {
        $0.variables = ["DB_PASSWORD=old-pw-4711", "URL=redis://:old-redis@r/0", "PATH=/bin"]
        $0.health = "unhealthy"
        $0.probes = [.init("tried old-pw-4711\nand old-redis in /bin", exitCode: 1)]
        $0.error = "exec: old-pw-4711: not found"
      })

    let container = try #require(
      try await engine(fake).containers(of: ["trading-dev"]).get()["trading-dev"]?.first)

    #expect(container.lastProbe == "tried •••")
    #expect(container.probes.map(\.output) == ["tried •••\nand ••• in /bin"])
    #expect(container.error == "exec: •••: not found")
    #expect(container.secrets == [Secret("old-pw-4711"), Secret("old-redis")])
  }

  @Test func `as Docker 20.10 says it, and the engine of these tests says the same`() throws {
    let recorded = try RecordedAnswer.inspected()
    let probes = [
      FakeContainer.Probe("fine\n", start: "2026-12-01T22:37:34.355831207Z"),
      FakeContainer.Probe("fine\n", start: "2026-12-01T22:37:35.445889291Z"),
    ]
    let fake = FakeContainer("92683ef51be249b2b37841b20628801b100c7d60ac53b24d228413bca0e1344c") {
      $0.health = "healthy"
      $0.probes = probes
      $0.startedAt = "2026-12-01T22:37:33.353812106Z"
    }

    let real = try InspectedContainer(#require(JSONValue(json: Array(recorded)))).status
    var told = try InspectedContainer(#require(JSONValue(json: Array(fake.inspectedText.utf8))))
      .status

    #expect(real.name == "trading-dev-api-1")
    #expect(real.health == .healthy)
    #expect(real.offersPorts)
    (told.offersPorts, told.volumes, told.secrets) = (real.offersPorts, real.volumes, real.secrets)
    #expect(real == told)
  }

  @Test(arguments: [
    ("created", ContainerStatus.State.created), ("running", .running), ("paused", .paused),
    ("restarting", .restarting), ("removing", .removing), ("exited", .exited(code: 137)),
    ("dead", .dead),
    ("something else", .created),
  ])
  func `every state of a container has its word`(word: String, state: ContainerStatus.State)
    async throws
  {
    let fake = FakeEngine(
      FakeContainer("a1") {
        $0.state = word
        $0.exitCode = 137
        $0.health = "starting"
      })

    let containers = try await engine(fake).containers(of: ["trading-dev"]).get()

    #expect(containers["trading-dev"]?.map(\.state) == [state])
    #expect(containers["trading-dev"]?.map(\.health) == [.starting])
  }

  @Test func `projects and services are told apart, and stand in order`() async throws {
    let fake = FakeEngine(
      FakeContainer("q1") { $0.service = "quotes" }, FakeContainer("a2") { $0.number = 2 },
      FakeContainer("a1"), FakeContainer("p1") { $0.project = "trading-prod" },
      FakeContainer("s1") { $0.project = "somebody-else" }, FakeContainer("l1") { $0.project = nil }
    )

    let containers = try await engine(fake).containers(of: ["trading-dev", "trading-prod"]).get()

    #expect(
      containers.mapValues { $0.map(\.id) } == [
        "trading-dev": ["a1", "a2", "q1"], "trading-prod": ["p1"],
      ])
    #expect(!fake.asked.contains("/containers/s1/json"))
  }

  @Test func `a container that was removed between the calls is skipped`() async throws {
    let fake = FakeEngine(FakeContainer("a1"), FakeContainer("a2") { $0.hasVanished = true })

    let listed = try await engine(fake).containers(of: ["trading-dev"]).get()
    let named = try await engine(fake).containers(["a2", "a1"]).get()

    #expect(listed["trading-dev"]?.map(\.id) == ["a1"])
    #expect(named["trading-dev"]?.map(\.id) == ["a1"])
  }

  @Test func `a run beside the stack goes by its own name, as an orphan`() async throws {
    let fake = FakeEngine(FakeContainer("a1") { $0.isOneOff = true })

    let containers = try await engine(fake).containers(of: ["trading-dev"]).get()

    let names = containers["trading-dev"]?.map { [$0.service, $0.name] }
    #expect(names == [["trading-dev-api-run-a1", "trading-dev-api-run-a1"]])
  }

  @Test func `a name with special characters cannot change the path`() async throws {
    let fake = FakeEngine(FakeContainer("a1 x\r\nX: y"))

    let containers = try await engine(fake).containers(of: ["trading-dev"]).get()

    #expect(fake.asked.last == "/containers/a1 x\r\nX: y/json")
    #expect(containers["trading-dev"]?.map(\.id) == ["a1 x\r\nX: y"])
  }
}
