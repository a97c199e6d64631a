import Engine
import Environments
import Processes

/// Docker as triptych uses it: questions go to an engine's API; changes are commands that an operator could type. Every
/// call names its engine, has a deadline and runs with a scrubbed environment.
package struct Docker: Sendable {
  package let installation: DockerInstallation
  /// The engine of environments that name no context.
  package let callerEndpoint: Endpoint
  package let environment: [String: String]
  private(set) var runner: any CommandRunner
  let limiter: Limiter
  /// Shared by all calls, so that they share connections.
  package let engines: Engines
  /// How long a light call may take before its engine counts as silent; `nil` for the endpoint's default.
  private let callDeadline: Duration?

  /// - Parameter limiter: shared by all calls, so that Compose never takes more cores than there are.
  package init(
    installation: DockerInstallation, callerEndpoint: Endpoint, environment: [String: String],
    runner: any CommandRunner, limiter: Limiter = Limiter(), callDeadline: Duration? = nil
  ) {
    self.installation = installation
    self.callerEndpoint = callerEndpoint
    self.environment = environment
    self.runner = runner
    self.limiter = limiter
    self.callDeadline = callDeadline
    engines = Engines(
      client: installation.client, environment: environment, runner: runner, deadline: callDeadline)
  }

  /// Finds docker, its plugin and the caller's endpoint. Asks docker only when the caller uses contexts.
  package static func discover(
    caller: [String: String], runner: any CommandRunner = SubprocessRunner(),
    callDeadline: Duration? = nil
  ) async -> Docker {
    let environment = scrubbedEnvironment(caller)
    let installation = DockerInstallation.find(in: environment)
    let endpoint = await resolveCallerEndpoint(
      caller: caller, client: installation.client, environment: environment, runner: runner)
    return Docker(
      installation: installation, callerEndpoint: endpoint, environment: environment,
      runner: runner, callDeadline: callDeadline)
  }

  /// Docker for questions about files. Found without running a program, and without the caller's engine.
  package static func forFiles(caller: [String: String], runner: any CommandRunner) -> Docker {
    let environment = scrubbedEnvironment(caller)
    return Docker(
      installation: DockerInstallation.find(in: environment),
      callerEndpoint: .context("default", host: nil), environment: environment, runner: runner)
  }

  /// The same docker with another runner of commands.
  package func run(by runner: any CommandRunner) -> Docker {
    var docker = self
    docker.runner = runner
    return docker
  }

  /// The engine on which an environment's containers run.
  package func endpoint(of target: Target) -> Endpoint {
    target.context.map { .context($0, host: nil) } ?? callerEndpoint
  }

  /// The name of a service or an image as an argument. A name such as `--dry-run` follows `--`, so that it is no
  /// option.
  static func operands(_ name: String) -> [String] { name.hasPrefix("-") ? ["--", name] : [name] }

  /// A call of the docker command line itself.
  package func command(
    _ arguments: [String], on endpoint: Endpoint, deadline: Duration? = nil,
    outputBytesMax: Int = 16 << 20
  ) -> Command {
    let arguments = endpoint.arguments + arguments
    let command = Command(
      installation.client ?? "docker", arguments, environment: environment,
      deadline: deadline ?? callDeadline ?? endpoint.deadline, outputBytesMax: outputBytesMax,
      shown: ["docker"] + arguments)
    // Otherwise a call to an engine that hangs would outlive a console that was killed.
    return command.asking
  }
}
