import Engine
import Environments
import FoundationEssentials
import Processes

/// Examines what triptych needs on this machine. Changes nothing; every call to docker has a deadline.
package struct Doctor: Sendable {
  let workspace: Workspace
  let docker: Docker
  let configuration: Configuration

  package init(workspace: Workspace, docker: Docker, configuration: Configuration) {
    self.workspace = workspace
    self.docker = docker
    self.configuration = configuration
  }

  /// All findings except for the terminal, which the caller examines.
  package func examine() async -> [DoctorFinding] {
    async let engines = engines()
    async let compose = compose()
    let local = [
      client, age, .repository(configuration, root: workspace.root), state,
      Self.disk(at: workspace.root),
    ]
    return await local + engines + compose
  }

  private var client: DoctorFinding {
    guard let client = docker.installation.client else {
      return DoctorFinding(
        .client, .fail, "docker is not on the PATH", fix: DockerInstallation.clientIsMissing)
    }
    return DoctorFinding(.client, .ok, client)
  }

  private var age: DoctorFinding {
    let folders = (docker.environment["PATH"] ?? "").split(separator: ":")
    let found = folders.map { "\($0)/age" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    return found.map { DoctorFinding(.age, .ok, $0) }
      ?? DoctorFinding(
        .age, .warn, "age is not installed: secrets cannot be encrypted",
        fix: "sudo apt-get install age")
  }

  private func compose() async -> [DoctorFinding] {
    guard let plugin = docker.installation.composePlugin else {
      return [
        DoctorFinding(
          .plugin, .fail, "docker has no Compose plugin", fix: DockerInstallation.pluginIsMissing)
      ]
    }
    return [
      DoctorFinding(.plugin, .ok, plugin), .composeVersion(await docker.composeVersion()),
    ]
  }
}
