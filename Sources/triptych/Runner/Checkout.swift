import Console
import Environments
import FoundationEssentials
import Loading
import Operations
import Processes

/// One repository and the engines its environments run on: what every command works with.
struct Checkout: Sendable {
  let workspace: Workspace
  let overrides: [String]
  /// The environment of this process, read once.
  let variables: [String: String]
  /// What Compose said the last time.
  private let answers: ComposeCache
  /// Found when it is first needed: until then the files go first, since the first frame waits for them.
  private let finding: Once<Docker>

  /// Throws when there is no such folder. `nil` is the one around the current folder.
  init(directory: String?, overrides: [String]) throws {
    let variables = ProcessInfo.processInfo.environment
    let workspace = try directory.map { try Workspace(root: $0) } ?? Workspace.containing()
    self.workspace = workspace
    self.overrides = overrides
    self.variables = variables
    let log = LogFile.logger(for: workspace)
    answers = ComposeCache(workspace: workspace, log: log)
    finding = Once {
      await Docker.discover(
        caller: variables, runner: LoggedRunner(SubprocessRunner(), log: log))
    }
  }

  init(_ options: CheckoutOptions) throws {
    try self.init(directory: options.directory, overrides: options.overrides)
  }

  var root: String { workspace.root }
  var docker: Docker { get async { await finding.value } }

  /// The files as they are, without Compose.
  func declared() async -> Configuration {
    do {
      return await loadConcurrently(try workspace.loadRequest(overrides: overrides))
    } catch {
      return Configuration(diagnostics: [Diagnostic(.error, "FILE01", "\(error)")])
    }
  }

  /// As it is in a fresh clone: without `.triptych` and files of this checkout alone.
  func committed() async -> Configuration {
    do {
      var request = try workspace.loadRequest(overrides: [])
      let read = request.read
      request.environmentFiles.removeAll { $0.hasSuffix(".local.yaml") }
      request.read = {
        $0.hasPrefix("\(Workspace.stateFolder)/") || $0.hasSuffix(".local.yaml")
          ? .missing : read($0)
      }
      request.secretFolder = { _, _ in nil }
      return await loadConcurrently(request)
    } catch {
      return Configuration(diagnostics: [Diagnostic(.error, "FILE01", "\(error)")])
    }
  }

  /// With the models that Compose resolves, all environments at once.
  /// - Parameters:
  ///   - offline: leave Compose alone; everything stays as written.
  ///   - asksHosts: ask the engines for their machines as well.
  func resolved(offline: Bool = false, asksHosts: Bool = false) async -> Configuration {
    offline ? await declared() : await resolve(declared(), asksHosts: asksHosts)
  }

  func resolve(_ configuration: Configuration, asksHosts: Bool = false) async -> Configuration {
    let docker = await docker
    async let hosts = asksHosts ? docker.hosts(of: configuration.environments) : [:]
    let answers = await docker.composeAnswers(
      for: configuration.environments, root: root, cache: answers)
    return resolved(configuration, by: answers, hosts: await hosts)
  }

  /// With what Compose said the last time, where nothing has changed since; `nil` where something has to be asked.
  func resolvedWithoutAsking(_ configuration: Configuration) -> Configuration? {
    let docker = Docker.forFiles(
      caller: ProcessInfo.processInfo.environment, runner: SubprocessRunner())
    return docker.keptAnswers(for: configuration.environments, in: answers).map {
      resolved(configuration, by: $0)
    }
  }

  private func resolved(
    _ configuration: Configuration, by answers: [String: ComposeAnswer],
    hosts: [String: EngineHost] = [:]
  ) -> Configuration {
    configuration.resolved(
      answers, hosts: hosts, root: root, read: { workspace.read($0) },
      fingerprint: workspace.fingerprinter())
  }

  /// The version of the Compose plugin; `nil` when there is none.
  func composeVersion() async -> String? { await answers.version(of: docker) }

  func status(
    of environments: [Environment], previous: [EnvironmentStatus] = []
  ) async -> [EnvironmentStatus] {
    await docker.statuses(of: environments, previous: previous)
  }
}
