import Environments
import Foundation
import Operations
import Processes

/// A repository with one Compose file, on the private engine; `remove` takes its containers away.
struct Stack {
  let root: String
  var docker: Docker
  var environment: Environment

  /// - Parameter compose: what stands below `services:`, indented by two.
  init(
    _ project: String, services: [Service], compose: String, timeoutMilliseconds: Int = 20_000
  ) async throws {
    docker = try await PrivateEngine.shared.docker()
    root = NSTemporaryDirectory() + "triptych-stack-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(
      atPath: root + "/docker", withIntermediateDirectories: true)
    let target = Target(project: project, composeFiles: ["docker/stack.yml"])
    environment = Environment(
      name: project, tier: .development, target: target, services: services,
      launchTimeoutMilliseconds: timeoutMilliseconds)
    try write("services:\n" + compose)
  }

  func write(_ text: String) throws {
    try text.write(toFile: root + "/docker/stack.yml", atomically: true, encoding: .utf8)
  }

  var project: ComposeProject {
    ComposeProject(environment, endpoint: docker.endpoint(of: environment.target), root: root)
  }

  /// Runs Compose directly, past everything under test.
  @discardableResult
  func compose(_ verb: String...) async -> CommandResult {
    await SubprocessRunner().run(docker.compose(verb, of: project, deadline: .seconds(30)))
  }

  /// Makes it an environment of a checkout, as the program finds it.
  func declare(timeout: String = "60s") throws {
    let folder = root + "/configs/environment"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let text = """
      schema_version: 1
      environment: {tier: development}
      target: {project: \(environment.target.project), compose_files: [docker/stack.yml]}
      launch: {timeout: \(timeout)}

      """
    try text.write(
      toFile: "\(folder)/\(environment.name).yaml", atomically: true, encoding: .utf8)
  }

  /// Runs docker directly.
  @discardableResult
  func engine(_ words: String...) async -> CommandResult {
    let endpoint = docker.endpoint(of: environment.target)
    return await SubprocessRunner().run(
      docker.command(words, on: endpoint, deadline: .seconds(60)))
  }

  func remove() async {
    await compose("down", "--timeout", "0", "--volumes")
    try? FileManager.default.removeItem(atPath: root)
  }
}

/// A service that runs for ever and stops at once.
func sleeper(_ name: String, health: String? = nil, more: String = "") -> String {
  let check =
    health.map {
      """

          healthcheck: {test: ["CMD-SHELL", "\($0)"], interval: 1s, timeout: 1s, retries: 2}
      """
    } ?? ""
  return """
      \(name):
        image: \(PrivateEngine.image)
        command: ["sh", "-c", "while :; do sleep 3600; done"]
        stop_signal: SIGKILL\(check)
    \(more)

    """
}

extension Stack {
  func launcher(isAdopting: Bool = false) throws -> Launcher {
    Launcher(
      docker: docker, workspace: try Workspace(root: root), user: "tester", isAdopting: isAdopting)
  }

  /// Plans and performs, as a command would.
  func act(
    _ verb: Plan.Verb, services: [String] = [],
    report: @escaping @Sendable (OperationProgress) -> Void = { _ in }
  ) async throws -> OperationOutcome {
    let launcher = try launcher()
    let plan = try await launcher.plan(verb, environment, services: services).get()
    return await launcher.perform(
      plan, on: environment, consent: .yes, report: report)
  }

  /// As the engine describes them now, by name.
  var containers: [ContainerStatus] {
    get async throws {
      let name = environment.target.project
      let endpoint = docker.endpoint(of: environment.target)
      return try await (docker.engines[endpoint].containers(of: [name]).get()[name] ?? [])
        .sorted { $0.name < $1.name }
    }
  }

  var activity: [String] {
    get throws {
      try String(contentsOfFile: root + "/.triptych/activity.jsonl", encoding: .utf8)
        .split(separator: "\n").map(String.init)
    }
  }
}
