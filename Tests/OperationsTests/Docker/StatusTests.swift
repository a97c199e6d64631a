import Environments
import Processes
import Testing

@testable import Operations

struct `Reading the containers of environments` {
  @Test func `two calls an engine, however many environments`() async {
    let runner = FakeCommandRunner([
      .init(command: psCommand, output: "a1 trading-dev\nb2 trading-prod\nc3 somebody-else\n"),
      .init(
        command: inspect("a1", "b2"),
        output: inspected("a1", health: "unhealthy", probe: #"\ndown\u001b[1m\nmore"#, restarts: 2)
          + inspected("b2", project: "trading-prod", state: "exited", exitCode: 137)),
    ])

    let statuses = await docker(runner).statuses(of: [environment("dev"), environment("prod")])
    runner.expectAllRan()

    var expected =
      ContainerStatus(
        id: "a1", name: "trading-dev-api-1", service: "api", number: 1, state: .running,
        health: .unhealthy, failingStreak: 2, lastProbe: "down[1m", restartCount: 2,
        startedAt: 1_795_392_001, workingDirectory: "/repo/docker")
    expected.probes = [
      .init(startedAt: nil, exitCode: 0, output: "\ndown\u{1b}[1m\nmore"),
      .init(startedAt: nil, exitCode: 0, output: "old"),
    ]
    #expect(statuses.map(\.engine) == [.answering, .answering])
    #expect(statuses[0].containers == [expected])
    #expect(statuses[1].containers.map(\.state) == [.exited(code: 137)])
    #expect(statuses[1].observedAt != nil)
  }

  @Test func `one engine that fails does not hurt the others`() async {
    let runner = FakeCommandRunner([
      .init(command: psCommand, output: ""),
      .init(
        command: psCommand.replacing(local, with: "docker --context far"),
        ending: .deadlinePassed),
    ])
    let known = EnvironmentStatus(
      environment: "prod", engine: .answering,
      containers: [ContainerStatus(id: "b2", name: "b", service: "api", state: .running)],
      observedAt: 42)

    let statuses = await docker(runner).statuses(
      of: [environment("dev"), environment("prod", context: "far")], previous: [known])

    #expect(statuses[0].engine == .answering)
    #expect(statuses[0].containers.isEmpty)
    #expect(statuses[1].engine == .silent(milliseconds: 15_000))
    #expect(statuses[1].containers == known.containers)
    #expect(statuses[1].observedAt == 42)
  }

  @Test func `a container that went away between the calls is not missed`() async throws {
    let runner = FakeCommandRunner([
      .init(command: psCommand, output: "a1 trading-dev\na2 trading-dev\n"),
      .init(
        command: inspect("a1", "a2"), ending: .exited(code: 1), output: inspected("a1"),
        errors: "Error: No such object: a2\n"),
    ])

    let containers = try await docker(runner).containers(of: ["trading-dev"], on: .local).get()

    #expect(containers["trading-dev"]?.map(\.id) == ["a1"])
  }

  @Test func `an inspection that fails otherwise is the engine's fault`() async {
    let runner = FakeCommandRunner([
      .init(command: psCommand, output: "a1 trading-dev\n"),
      .init(command: inspect("a1"), ending: .exited(code: 1), errors: "something new\n"),
    ])

    let status = await docker(runner).statuses(of: [environment()])[0]

    #expect(status.engine == .unreachable("something new"))
  }

  @Test func `without docker, nothing is run and the fix is told`() async {
    let runner = FakeCommandRunner([])
    let docker = Docker(
      installation: DockerInstallation(client: nil, composePlugin: nil), callerEndpoint: .local,
      environment: [:], runner: runner)

    let status = await docker.statuses(of: [environment()])[0]
    let version = await docker.version(of: .local)
    let compose = await docker.composeVersion()
    let answer = await docker.composeAnswer(for: environment(), root: "/repo")

    #expect(status.engine == .notInstalled(DockerInstallation.clientIsMissing))
    #expect(version.state == .notInstalled(DockerInstallation.clientIsMissing))
    #expect(compose == nil)
    #expect(answer == .unavailable(DockerInstallation.pluginIsMissing))
  }

  @Test(arguments: [
    ("created", ContainerStatus.State.created), ("paused", .paused), ("restarting", .restarting),
    ("removing", .removing), ("dead", .dead), ("something else", .created),
  ])
  func `every state of a container has its word`(
    word: String, state: ContainerStatus.State
  ) async throws {
    let runner = FakeCommandRunner([
      .init(command: psCommand, output: "a1 trading-dev\n"),
      .init(command: inspect("a1"), output: inspected("a1", state: word, health: "starting")),
    ])

    let containers = try await docker(runner).containers(of: ["trading-dev"], on: .local).get()

    #expect(containers["trading-dev"]?.map(\.state) == [state])
    #expect(containers["trading-dev"]?.map(\.health) == [.starting])
  }

  @Test func `a run beside the stack and a line that is no JSON are left out`() async throws {
    let runner = FakeCommandRunner([
      .init(command: psCommand, output: "a1 trading-dev\nnot a line of ours\n"),
      .init(
        command: inspect("a1"),
        output: "WARNING: x\n"
          + inspected("a1").replacing(
            #""com.docker.compose.oneoff":"False""#, with: #""com.docker.compose.oneoff":"True""#)),
    ])

    let containers = try await docker(runner).containers(of: ["trading-dev"], on: .local).get()

    #expect(containers.isEmpty)
  }

  @Test(arguments: [
    ("1970-01-01T00:00:01Z", nil), ("0001-01-01T00:00:00Z", nil), ("nonsense", nil),
    ("2026-11-22T22:23:41.71778697Z", 1_795_386_221), ("2000-02-29T12:00:00Z", 951_825_600),
  ])
  func `the engine's times are read`(text: String, seconds: Int?) {
    #expect(secondsSince1970(text) == seconds)
  }

  private func inspect(_ ids: String...) -> String {
    local + " inspect --type container --format '\(InspectedContainer.format)' "
      + ids.joined(separator: " ")
  }
}
