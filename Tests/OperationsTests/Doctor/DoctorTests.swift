import Environments
import FoundationEssentials
import Glibc
import Processes
import Testing

@testable import Operations

struct `The doctor` {
  private let checkout: Checkout

  init() throws { checkout = try Checkout() }

  @Test func `asks each engine once, and says which environments it is for`() async throws {
    let runner = FakeCommandRunner([
      .init(command: "docker compose version --short", output: "2.26.1-4\n"),
      .init(command: version(local), output: "20.10.24+dfsg1\n"),
      .init(
        command: version("docker --context far"), ending: .deadlinePassed),
    ])

    let lines = try await examine(
      docker(runner),
      [environment("dev"), environment("staging"), environment("prod", context: "far")])
    runner.expectAllRan()

    #expect(
      lines.filter { $0.hasPrefix("DOC03") || $0.hasPrefix("DOC04") } == [
        "DOC03 fail context far (prod): no answer within 15 s",
        "DOC03 ok unix:///var/run/docker.sock (dev and staging): 20.10.24", "DOC04 ok 2.26.1",
      ])
  }

  @Test func `compares its clock with that of an engine elsewhere`() async throws {
    let runner = FakeCommandRunner([
      .init(command: "docker compose version --short", output: "2.26.1\n"),
      .init(command: version("docker --context far"), output: "27.1.0\n"),
      .init(
        command: "docker --context far info --format '{{.SystemTime}}'",
        output: "2038-01-01T00:00:00.5Z\n"),
    ])

    let lines = try await examine(docker(runner), [environment("prod", context: "far")])

    #expect(lines.contains { $0.hasPrefix("DOC10 warn the clock of context far is ") })
    #expect(lines.contains("DOC10 ok this machine's is plausible"))
  }

  @Test func `without docker it asks nobody, and says how to get it`() async throws {
    let runner = FakeCommandRunner([])
    let docker = Docker(
      installation: DockerInstallation(client: nil, composePlugin: nil), callerEndpoint: .local,
      environment: ["PATH": "/nowhere"], runner: runner)

    let lines = try await examine(docker, [environment("dev")])

    #expect(lines.contains("DOC01 fail docker is not on the PATH"))
    #expect(lines.contains("DOC02 fail docker has no Compose plugin"))
    #expect(lines.contains("DOC05 warn age is not installed: secrets cannot be encrypted"))
    #expect(!lines.contains { $0.hasPrefix("DOC03") || $0.hasPrefix("DOC04") })
  }

  @Test func `the state folder belongs to nobody else`() throws {
    let doctor = try doctor(docker(FakeCommandRunner([])), [])
    let missing = doctor.state
    try checkout.makeFolder(".triptych/secrets")
    chmod(checkout.path(".triptych"), 0o755)
    chmod(checkout.path(".triptych/secrets"), 0o700)
    let open = doctor.state
    chmod(checkout.path(".triptych"), 0o700)
    let closed = doctor.state
    try checkout.remove(".triptych")
    try checkout.write(".triptych", "")
    let file = doctor.state

    #expect(missing.message == ".triptych is made when it is needed")
    #expect(open.message == ".triptych can be entered by others")
    #expect(open.fix == "chmod 700 .triptych")
    #expect(closed == DoctorFinding(.state, .ok, ".triptych is this user's own"))
    #expect(file.verdict == .fail)
  }

  @Test func `clocks and disks have their thresholds`() {
    #expect(Doctor.clock(0).verdict == .fail)
    #expect(Doctor.clock(1_800_000_000).verdict == .ok)
    #expect(Doctor.clock(of: "e", there: 100, here: 105).verdict == .ok)
    #expect(Doctor.clock(of: "e", there: 100, here: 106).message == "the clock of e is 6 s behind")
    #expect(Doctor.clock(of: "e", there: 107, here: 100).message == "the clock of e is 7 s ahead")
    #expect([20, 500, 5000].map { Doctor.disk(freeMegabytes: $0).verdict } == [.fail, .warn, .ok])
    #expect(Doctor.disk(at: "/nowhere").verdict == .warn)
    #expect(Doctor.disk(at: "/").message.hasSuffix(" MiB free for .triptych"))
  }

  private func version(_ docker: String) -> String {
    docker + " version --format '{{.Server.Version}}'"
  }

  private func doctor(_ docker: Docker, _ environments: [Environment]) throws -> Doctor {
    Doctor(
      workspace: try checkout.workspace(), docker: docker,
      configuration: Configuration(environments: environments))
  }

  private func examine(_ docker: Docker, _ environments: [Environment]) async throws -> [String] {
    DoctorReport(await (try doctor(docker, environments)).examine()).findings
      .map { "\($0.code.rawValue) \($0.verdict.rawValue) \($0.message)" }
  }
}
