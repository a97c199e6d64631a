import Console
import Environments
import FoundationEssentials
import Loading
import Operations
import Processes

/// One repository and the engines of its environments. Every command works with one.
struct Checkout: Sendable {
  let workspace: Workspace
  let overrides: [String]
  /// The environment of this process, read once.
  let variables: [String: String]
  /// The last answers of Compose.
  private let answers: ComposeCache
  /// Docker, found when it is first needed. The files are read before, because the first frame waits for them.
  private let finding: Once<Docker>

  /// Throws when the folder does not exist. `nil` stands for the repository that contains the current folder.
  ///
  /// - Parameter isReadOnly: for a command that only examines: it keeps no log, no key and no answer.
  init(directory: String?, overrides: [String], isReadOnly: Bool = false) throws {
    let variables = ProcessInfo.processInfo.environment
    var workspace = try directory.map { try Workspace(root: $0) } ?? Workspace.containing()
    workspace.isReadOnly = isReadOnly
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

  /// What the user trusts the repository to read outside of itself.
  var trust: Trust { Trust(of: workspace, variables: variables) }

  /// The input for loading, with the user's trust.
  func loadRequest(overrides: [String] = []) throws -> LoadRequest {
    var request = try workspace.loadRequest(overrides: overrides, caller: variables)
    request.trusts = { [trust] in trust.covers($0) }
    return request
  }

  init(_ options: CheckoutOptions, isReadOnly: Bool = false) throws {
    try self.init(
      directory: options.directory, overrides: options.overrides, isReadOnly: isReadOnly)
  }

  var root: String { workspace.root }
  var docker: Docker { get async { await finding.value } }

  /// Loads the files as written, without Compose.
  func declared() async -> Configuration {
    do {
      var request = try loadRequest(overrides: overrides)
      request.order = keptOrder ?? .usual
      let configuration = await loadConcurrently(request)
      SecretGate.process.learn(of: configuration.environments)
      return configuration
    } catch {
      return Configuration(diagnostics: [Diagnostic(.error, "FILE01", "\(error)")])
    }
  }

  /// Loads the files as in a fresh clone: without `.triptych` and without files that are kept out of git.
  func committed() async -> Configuration {
    do {
      var request = try loadRequest()
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

  /// Loads the files and the models that Compose resolves, for all environments at once.
  /// - Parameters:
  ///   - offline: does not ask Compose; the files are taken as written.
  ///   - asksHosts: also asks the engines for the resources of their hosts.
  ///   - patience: how long Compose may take; without its answer the files are taken as written.
  func resolved(
    offline: Bool = false, asksHosts: Bool = false, patience: ComposePatience = .acting
  ) async -> Configuration {
    offline
      ? await declared() : await resolve(declared(), asksHosts: asksHosts, patience: patience)
  }

  func resolve(
    _ declared: Configuration, asksHosts: Bool = false, patience: ComposePatience = .acting
  ) async -> Configuration {
    let docker = await docker
    let configuration = await inOrder(declared)
    async let hosts = asksHosts ? docker.hosts(of: configuration.environments) : [:]
    let answers = await docker.composeAnswers(
      for: configuration.environments, root: root, cache: answers, patience: patience)
    return resolved(configuration, by: answers, hosts: await hosts)
  }

  private var keptOrder: EnvFileOrder? {
    answers.keptOrder(of: Docker.forFiles(caller: variables, runner: SubprocessRunner()))
  }

  /// The same configuration; loaded again where its values depend on how Compose evaluates env files, and Compose,
  /// asked for the first time, does otherwise than was taken for granted.
  func inOrder(_ configuration: Configuration) async -> Configuration {
    guard configuration.environments.contains(where: \.dependsOnEnvFileOrder), keptOrder == nil,
      let order = await answers.order(of: docker), order != .usual
    else { return configuration }
    return await declared()
  }

  /// Uses the last answers of Compose while no file has changed; `nil` when Compose has to be asked.
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
    let resolved = configuration.resolved(
      answers, hosts: hosts, root: root, read: { workspace.read($0) },
      fingerprint: workspace.fingerprinter())
    self.answers.report(resolved.environments)
    return resolved
  }

  /// The version of the Compose plugin; `nil` when there is none.
  func composeVersion() async -> String? { await answers.version(of: docker) }

  func status(
    of environments: [Environment], previous: [EnvironmentStatus] = []
  ) async -> [EnvironmentStatus] {
    await docker.statuses(of: environments, previous: previous)
  }
}
