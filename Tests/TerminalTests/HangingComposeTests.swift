import Processes
import TestSupport
import Testing

/// What is told of six environments while the Compose plugin hangs.
struct `A Compose plugin that hangs` {
  private static let reason =
    "Compose cannot be asked about the files of dev, which are read as written"

  @Test func `does not keep status from what the engine tells`() async throws {
    let docker = try sixEnvironments()
    docker.setState("running")

    let result = await triptych(docker, "status")

    #expect(result.ending == .exited(code: 0))
    #expect(result.output.contains("dev · running 1/1"))
    #expect(result.output.contains("e5 · stopped"))
    #expect(result.errors.contains(Self.reason))
    #expect(result.took < .seconds(45))
  }

  @Test func `holds up the checks of all environments once only`() async throws {
    let docker = try sixEnvironments()
    docker.setState("running")

    let result = await triptych(docker, "health")

    #expect(result.output.contains("dev is healthy"))
    #expect(result.output.contains("e5 is not healthy"))
    #expect(result.errors.contains(Self.reason))
    #expect(result.took < .seconds(45))
  }

  @Test(arguments: [["screen"], ["screen", "health"], ["screen", "problems"]])
  func `holds up a screen once only`(words: [String]) async throws {
    let docker = try sixEnvironments()

    let result = await triptych(docker, words)

    #expect(result.ending == .exited(code: 0))
    #expect(result.output.contains("dev"))
    #expect(result.took < .seconds(45))
  }

  private func sixEnvironments() throws -> FakeDocker {
    let docker = try FakeDocker()
    for name in ["e1", "e2", "e3", "e4", "e5"] { try docker.declare(name) }
    try docker.hangCompose()
    return docker
  }

  private func triptych(_ docker: FakeDocker, _ words: String...) async -> CommandResult {
    await triptych(docker, words)
  }

  private func triptych(_ docker: FakeDocker, _ words: [String]) async -> CommandResult {
    await SubprocessRunner().run(
      Command(
        BuiltProducts.folder + "/triptych", ["-C", docker.root] + words,
        environment: docker.environment, deadline: .seconds(60)))
  }
}
