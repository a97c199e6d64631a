import Engine
import Environments
import Processes
import TestSupport

@testable import Operations

/// A docker that is installed: its programs are run by the runner, and its engine is the one given. Without one there is
/// none to be asked.
///
/// - Parameter deadline: of each question to an engine.
func docker(
  _ runner: any CommandRunner, on engine: FakeEngine? = nil, limiter: Limiter = Limiter(limit: 2),
  deadline: Duration? = nil
) -> Docker {
  Docker(
    installation: DockerInstallation(
      client: "/usr/bin/docker", composePlugin: "/plugins/docker-compose"),
    callerEndpoint: .host(engine?.address ?? nowhere), environment: ["PATH": "/bin"],
    runner: runner, limiter: limiter,
    // Machines that run tests are busy.
    callDeadline: deadline ?? (engine == nil ? nil : .seconds(60)))
}

/// Where no engine is.
let nowhere = "unix:///nowhere/docker.sock"

let local = "docker --host " + nowhere

extension FakeEngine {
  /// How docker is called for it.
  var docker: String { "docker --host " + address }
}

func environment(
  _ name: String = "dev", context: String? = nil, services: [Service] = [Service(name: "api")]
) -> Environment {
  Environment(
    name: name, tier: .development,
    target: Target(
      project: "trading-\(name)", context: context,
      composeFiles: ["docker/docker-compose.\(name).yml"], envFiles: ["docker/.env.\(name)"]),
    services: services)
}
