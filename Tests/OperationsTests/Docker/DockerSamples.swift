import Environments
import Processes

@testable import Operations

/// A docker that is installed and answers as the runner says.
func docker(_ runner: any CommandRunner, turns: Turns = Turns(limit: 2)) -> Docker {
  Docker(
    installation: DockerInstallation(
      client: "/usr/bin/docker", composePlugin: "/plugins/docker-compose"),
    callerEndpoint: .local, environment: ["PATH": "/bin"], runner: runner, turns: turns)
}

let local = "docker --host unix:///var/run/docker.sock"

let psCommand =
  local + " ps --all --no-trunc --filter label=com.docker.compose.project --format '"
  + #"{{.ID}} {{.Label "com.docker.compose.project"}}'"#

/// A line as `docker inspect` prints it.
func inspected(
  _ id: String, project: String = "trading-dev", service: String = "api", state: String = "running",
  exitCode: Int = 0, health: String? = nil, probe: String = "", restarts: Int = 0,
  workingDirectory: String = "/repo/docker", more: String = ""
) -> String {
  let check = health.map {
    #","Health":{"Status":"\#($0)","FailingStreak":2,"Log":[{"Output":"old"},{"Output":"\#(probe)"}]}"#
  }
  return
    #"{"id":"\#(id)","name":"/\#(project)-\#(service)-1","restarts":\#(restarts),"state":{"Status":"\#(state)","#
    + #""ExitCode":\#(exitCode),"OOMKilled":false,"Error":"","StartedAt":"2026-11-23T00:00:01.5Z","FinishedAt":"x""#
    + (check ?? "")
    + #"},"labels":{"com.docker.compose.project":"\#(project)","com.docker.compose.service":"\#(service)","#
    + #""com.docker.compose.container-number":"1","com.docker.compose.oneoff":"False","#
    + #""com.docker.compose.project.working_dir":"\#(workingDirectory)"\#(more)}}"# + "\n"
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
