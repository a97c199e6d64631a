import Engine
import Environments
import TestSupport
import Testing

@testable import Operations

struct `Reading the containers of environments` {
  @Test func `one list an engine, however many environments`() async {
    let engine = FakeEngine(
      FakeContainer("a1"),
      FakeContainer("b2") {
        $0.project = "trading-prod"
        $0.state = "exited"
        $0.exitCode = 137
      }, FakeContainer("c3") { $0.project = "somebody-else" })

    let statuses = await docker(FakeCommandRunner([]), on: engine)
      .statuses(of: [environment("dev"), environment("prod")])

    #expect(
      engine.asked == ["/_ping", "/containers/json", "/containers/a1/json", "/containers/b2/json"])
    #expect(statuses.map(\.environment) == ["dev", "prod"])
    #expect(statuses.map(\.engine) == [.answering, .answering])
    #expect(statuses[0].containers.map(\.name) == ["trading-dev-api-1"])
    #expect(statuses[1].containers.map(\.state) == [.exited(code: 137)])
    #expect(statuses[1].observedAt != nil)
  }

  @Test func `what a health check printed has neither the files' secrets nor the container's own`()
    async throws
  {
    let engine = FakeEngine(
      FakeContainer("a1") {
        $0.variables = ["DB_PASSWORD=rotated-away-1"]
        $0.health = "unhealthy"
        $0.probes = [.init("rotated-away-1 is not in-the-files-2", exitCode: 1)]
      })
    var dev = environment("dev")
    dev.knownSecrets = KnownSecrets([Secret("in-the-files-2")])

    let statuses = await docker(FakeCommandRunner([]), on: engine).statuses(of: [dev])

    #expect(statuses[0].containers.map(\.lastProbe) == ["••• is not •••"])
    #expect(statuses[0].containers[0].probes.map(\.output) == ["••• is not •••"])
    // From now on it is masked wherever it is printed, by whatever program.
    #expect(SecretGate.process.masked("still rotated-away-1") == "still •••")
  }

  @Test func `one engine that fails does not hurt the others`() async {
    let engine = FakeEngine()
    let runner = FakeCommandRunner([
      .far(),
      .init(
        command: "docker --context far system dial-stdio", ending: .exited(code: 1),
        errors: "no route to host\n"),
    ])
    let known = EnvironmentStatus(
      environment: "prod", engine: .answering,
      containers: [ContainerStatus(id: "b2", name: "b", service: "api", state: .running)],
      observedAt: 42)

    let statuses = await docker(runner, on: engine).statuses(
      of: [environment("dev"), environment("prod", context: "far")], previous: [known])

    #expect(statuses[0].engine == .answering)
    #expect(statuses[0].containers.isEmpty)
    #expect(statuses[1].engine == .unreachable("no route to host"))
    #expect(statuses[1].containers == known.containers)
    #expect(statuses[1].observedAt == 42)
  }

  @Test func `an inspection that fails is the engine's fault`() async {
    let engine = FakeEngine(FakeContainer("a1"))
    engine.set { $0.faults["/containers/a1/json"] = .status(500, "something new") }

    let status = await docker(FakeCommandRunner([]), on: engine).statuses(of: [environment()])[0]

    #expect(status.engine == .unreachable("something new"))
  }

  @Test func `without docker, nothing is run and the fix is told`() async {
    let runner = FakeCommandRunner([])
    let docker = Docker(
      installation: DockerInstallation(client: nil, composePlugin: nil),
      callerEndpoint: .host(nowhere), environment: [:], runner: runner)

    let status = await docker.statuses(of: [environment()])[0]
    let version = await docker.version(of: .host(nowhere))
    let compose = await docker.composeVersion()
    let answer = await docker.composeAnswer(for: environment(), root: "/repo")

    #expect(status.engine == .notInstalled(DockerInstallation.clientIsMissing))
    #expect(version.state == .notInstalled(DockerInstallation.clientIsMissing))
    #expect(compose == nil)
    #expect(answer == .unavailable(DockerInstallation.pluginIsMissing))
  }

  @Test func `the versions are told without what the distribution adds`() async {
    let engine = FakeEngine()
    let runner = FakeCommandRunner([
      .init(command: "docker compose version --short", output: "2.26.1-4\n")
    ])
    let docker = docker(runner, on: engine)

    let version = await docker.version(of: docker.callerEndpoint)
    let compose = await docker.composeVersion()

    #expect(version == (.answering, "20.10.24"))
    #expect(compose == "2.26.1")
  }

  @Test func `an engine that does not answer has no version`() async {
    let version = await docker(FakeCommandRunner([])).version(of: .host(nowhere))

    #expect(
      version == (
        .unreachable(
          "Cannot connect to the Docker daemon at \(nowhere). Is the docker daemon running?"), nil
      ))
  }

  @Test func `discovering needs no call when the caller uses no context`() async {
    let runner = FakeCommandRunner([])

    let docker = await Docker.discover(caller: ["HOME": "/nowhere", "PATH": "/"], runner: runner)

    #expect(docker.callerEndpoint == .local)
    #expect(docker.installation.client == nil)
    #expect(runner.ran.isEmpty)
  }

  @Test func `a named context goes into argv`() {
    let docker = docker(FakeCommandRunner([]))

    let endpoint = docker.endpoint(of: environment(context: "prod-host").target)

    #expect("\(docker.command(["ps"], on: endpoint))" == "docker --context prod-host ps")
    #expect(docker.command(["ps"], on: endpoint).deadline == .seconds(15))
  }
}

struct `Asking for the hosts of environments` {
  @Test func `each engine is asked once`() async {
    let engine = FakeEngine()
    let runner = FakeCommandRunner([
      .far(),
      .init(
        command: "docker --context far system dial-stdio", ending: .exited(code: 1),
        errors: "no such host\n"),
    ])

    let hosts = await docker(runner, on: engine).hosts(of: [
      environment("dev"), environment("staging"), environment("prod", context: "far"),
    ])

    #expect(engine.asked == ["/_ping", "/info"])
    #expect(hosts.mapValues(\.id) == ["dev": "ENGI:NE", "staging": "ENGI:NE"])
  }

  @Test(arguments: [FakeFault.says("no HTTP"), .status(500, "no"), .html(200)])
  func `an engine that does not answer has none`(fault: FakeFault) async {
    let engine = FakeEngine()
    engine.set { $0.faults["*"] = fault }
    let docker = docker(FakeCommandRunner([]), on: engine)

    #expect(await docker.host(of: docker.callerEndpoint) == nil)
  }
}
