import Engine
import Environments
import FoundationEssentials
import Glibc
import Processes
import TestSupport
import Testing

@testable import Operations

struct `The doctor` {
  private let checkout: Checkout

  init() throws { checkout = try Checkout() }

  @Test func `asks each engine once, and says which environments it is for`() async throws {
    let engine = FakeEngine()
    let runner = FakeCommandRunner([
      .init(command: "docker compose version --short", output: "2.26.1-4\n"),
      .far(),
      .init(
        command: "docker --context far system dial-stdio", ending: .exited(code: 1),
        errors: "no route to host\n"),
    ])

    let lines = try await examine(
      docker(runner, on: engine),
      [environment("dev"), environment("staging"), environment("prod", context: "far")])
    runner.expectAllRan()

    #expect(engine.asked == ["/_ping", "/version"])
    #expect(
      lines.filter { $0.hasPrefix("DOC03") || $0.hasPrefix("DOC04") } == [
        "DOC03 fail context far (prod): no route to host",
        "DOC03 ok \(engine.address) (dev and staging): 20.10.24", "DOC04 ok 2.26.1",
      ])
  }

  @Test func `compares its clock with that of an engine elsewhere`() async throws {
    let far = FakeEngine()
    far.set { $0.systemTime = "2038-01-01T00:00:00.5Z" }
    let runner = FakeCommandRunner([
      .init(command: "docker compose version --short", output: "2.26.1\n"),
      .far(),
      .init(command: "docker --context far system dial-stdio", engine: far),
    ])

    let lines = try await examine(docker(runner), [environment("prod", context: "far")])

    #expect(lines.contains { $0.hasPrefix("DOC10 warn the clock of context far is ") })
    #expect(lines.contains("DOC10 ok the clock of this machine is plausible"))
  }

  @Test func `without docker it asks no engine, and says how to install it`() async throws {
    let runner = FakeCommandRunner([])
    let docker = Docker(
      installation: DockerInstallation(client: nil, composePlugin: nil),
      callerEndpoint: .host(nowhere), environment: ["PATH": "/nowhere"], runner: runner)

    let lines = try await examine(docker, [environment("dev")])

    #expect(lines.contains("DOC01 fail docker is not on the PATH"))
    #expect(lines.contains("DOC02 fail docker has no Compose plugin"))
    #expect(lines.contains("DOC05 warn age is not installed: secrets cannot be encrypted"))
    #expect(!lines.contains { $0.hasPrefix("DOC03") || $0.hasPrefix("DOC04") })
  }

  @Test func `the state folder is closed to other users`() throws {
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
    #expect(closed == DoctorFinding(.state, .ok, ".triptych belongs to this user"))
    #expect(file.verdict == .fail)
  }

  @Test(.enabled(if: geteuid() == 0))
  func `a state folder of somebody else is not called the user's own`() throws {
    try checkout.makeFolder(".triptych")
    chmod(checkout.path(".triptych"), 0o700)
    chown(checkout.path(".triptych"), 12_345, 12_345)

    let found = try doctor(docker(FakeCommandRunner([])), []).state

    #expect(found.verdict == .warn)
    #expect(found.message == ".triptych belongs to another user, with the number 12345")
  }

  @Test func `to examine changes nothing`() throws {
    try checkout.makeFolder(".triptych")
    chmod(checkout.path(".triptych"), 0o755)
    var workspace = try checkout.workspace()
    workspace.isReadOnly = true

    _ = workspace.fingerprintKey()
    LogFile.logger(for: workspace).info("docker compose version")

    #expect(checkout.mode(".triptych") == "755")
    #expect(try checkout.names(".triptych") == [])
  }

  @Test(arguments: [
    (40, true, "ok context far: valid until 1970-02-10"),
    (29, true, "warn context far: expires on 1970-01-30, in 29 days"),
    (0, true, "fail context far: expired on 1970-01-01"),
    (40, false, "fail context far: belongs to another key"),
  ])
  func `a certificate is told of before it ends`(days: Int, belongs: Bool, finding: String) {
    let state = CertificateState(
      startsAt: 0, endsAt: days * CivilTime.secondsOfDay, isSelfSigned: false,
      belongsToKey: belongs)

    let found = Doctor.certificate(state, of: .context("far", host: nil), at: 0)

    #expect("\(found.verdict.rawValue) \(found.message)" == finding)
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
