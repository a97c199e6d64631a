import Environments
import Foundation
import Loading
import Processes
import Synchronization
import Testing

@testable import Operations

/// With the real plugin, which needs no engine for it.
@Suite(.enabled(if: Layout.hasCompose), .serialized)
struct `What Compose said the last time` {
  let checkout: Checkout

  init() throws { checkout = try Checkout() }

  @Test(arguments: Layout.all.filter(\.hasEnvironments))
  func `gives what it says now, and no program is run`(layout: Layout) async throws {
    try FileManager.default.copyItem(atPath: layout.root, toPath: checkout.path("copy"))

    try await expectTheSame(in: checkout.path("copy"), askedAgain: Self.spoken[layout.name] ?? [])
  }

  /// Environments with a password that is a word of something else, too, such as its user: nothing is written then.
  private static let spoken = ["base-and-overlays": ["dev"], "cookiecutter-django": ["local"]]

  @Test func `does so for the environments of this repository`() async throws {
    try copyRepository()

    try await expectTheSame(in: checkout.path("copy"), askedAgain: [])
  }

  private func expectTheSame(in root: String, askedAgain: [String]) async throws {
    let repository = try KeptRepository(root: root)

    let asked = await repository.resolved()
    let results = repository.runner.results
    let kept = await repository.resolved()

    let fresh = repository.resolved(by: results)
    #expect(results.count == fresh.environments.count)
    #expect(repository.runner.results.count == results.count + askedAgain.count)
    #expect(asked == fresh)
    #expect(kept == fresh)
    #expect(kept.environments.map(lines) == fresh.environments.map(lines))
    #expect(kept.environments.allSatisfy { $0.composeState == .resolved })
    let files = try checkout.names("copy/.triptych/cache")
    let names = Set(fresh.environments.map(\.name)).subtracting(askedAgain)
    #expect(files == names.map { "\($0).json" }.sorted())
    for (name, secrets) in repository.secrets(in: results, of: fresh) where names.contains(name) {
      let text = try checkout.text("copy/.triptych/cache/\(name).json")
      #expect(secrets.filter { text.contains($0) } == [], "\(name)")
    }
  }

  /// In the words that are shown: amounts are equal that are written otherwise.
  private func lines(_ environment: Environment) -> [String] {
    environment.settings.map {
      "\($0.key) = \($0.layerValues.map { "\($0.value.text) \($0.origin) \($0.variables)" })"
    }
  }

  private func copyRepository() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    try checkout.makeFolder("copy/docker")
    try FileManager.default.copyItem(
      atPath: root + "/configs", toPath: checkout.path("copy/configs"))
    let files = try FileManager.default.contentsOfDirectory(atPath: root + "/docker")
    for file in files where file.hasPrefix("docker-compose.") || file.hasPrefix(".env.") {
      try FileManager.default.copyItem(
        atPath: root + "/docker/" + file, toPath: checkout.path("copy/docker/" + file))
    }
  }
}

/// A repository, Compose, and who takes down what it says.
struct KeptRepository {
  let workspace: Workspace
  let runner = RecordingRunner()
  private let cache: ComposeCache
  private let docker: Docker
  private let configuration: Configuration

  init(root: String) throws {
    workspace = try Workspace(root: root)
    cache = ComposeCache(workspace: workspace, log: LogFile.logger(for: workspace))
    docker = Docker.forFiles(caller: ProcessInfo.processInfo.environment, runner: runner)
    configuration = load(try workspace.loadRequest())
  }

  func resolved() async -> Configuration {
    resolved(
      await docker.composeAnswers(
        for: configuration.environments, root: workspace.root, cache: cache))
  }

  /// By what Compose printed, with no file of ours between.
  func resolved(by results: [CommandResult]) -> Configuration {
    var answers: [String: ComposeAnswer] = [:]
    for environment in configuration.environments {
      guard let result = result(of: environment, in: results) else { continue }
      answers[environment.name] = .model(
        json: result.output, warnings: ComposeMessages(result.errors).warnings)
    }
    return resolved(answers)
  }

  private func resolved(_ answers: [String: ComposeAnswer]) -> Configuration {
    configuration.resolved(
      answers, root: workspace.root, read: { workspace.read($0) },
      fingerprint: workspace.fingerprinter())
  }

  /// The texts behind the settings of services that are shown as secrets, by environment, as Compose printed them.
  func secrets(in results: [CommandResult], of configuration: Configuration) -> [String: [String]] {
    var secrets: [String: [String]] = [:]
    for environment in configuration.environments {
      let output = Data((result(of: environment, in: results)?.output ?? "").utf8)
      let model = (try? JSONSerialization.jsonObject(with: output)) as? [String: Any]
      let services = model?["services"] as? [String: [String: Any]] ?? [:]
      secrets[environment.name] = environment.settings.compactMap { setting in
        let path = setting.key.path.split(separator: ".", maxSplits: 3).map(String.init)
        guard setting.key.source == .secrets, path.count == 4, path[2] == "environment" else {
          return nil
        }
        return (services[path[1]]?["environment"] as? [String: Any])?[path[3]] as? String
      }
    }
    return secrets
  }

  private func result(of environment: Environment, in results: [CommandResult]) -> CommandResult? {
    results.first { $0.command.arguments.starts(with: prefix(of: environment)) }
  }

  private func prefix(of environment: Environment) -> [String] {
    ["--context", "default", "-p", environment.target.project]
      + environment.target.composeFiles.flatMap { ["-f", $0] }
      + environment.target.envFiles.flatMap { ["--env-file", $0] }
  }
}

/// Runs programs, and takes down what comes of it.
final class RecordingRunner: CommandRunner {
  private let taken = Mutex<[CommandResult]>([])

  var results: [CommandResult] { taken.withLock { $0 } }

  func run(
    _ command: Command, onLine: (@Sendable (OutputLine) -> Void)?
  ) async -> CommandResult {
    let result = await SubprocessRunner().run(command, onLine: onLine)
    taken.withLock { $0.append(result) }
    return result
  }

  func run(_ command: Command, over socket: Int32) async -> CommandResult {
    await SubprocessRunner().run(command, over: socket)
  }
}
