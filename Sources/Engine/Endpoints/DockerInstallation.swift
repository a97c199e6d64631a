import FoundationEssentials

/// Where the docker command line and its Compose plugin are on this machine.
package struct DockerInstallation: Hashable, Sendable {
  /// An absolute path; `nil` when there is no docker.
  package var client: String?
  /// The plugin's own program: called directly, it is one process that obeys signals.
  package var composePlugin: String?

  package init(client: String?, composePlugin: String?) {
    self.client = client
    self.composePlugin = composePlugin
  }

  /// Looks on the `PATH` and in the folders in which the docker command line itself looks for plugins.
  package static func find(in environment: [String: String]) -> DockerInstallation {
    let path = environment["PATH"] ?? ""
    let folders = path.split(separator: ":").map(String.init)
    return DockerInstallation(
      client: firstExecutable(folders.map { "\($0)/docker" }),
      composePlugin: firstExecutable(pluginFolders(environment).map { "\($0)/docker-compose" }))
  }

  /// What to do when there is no docker.
  package static let clientIsMissing =
    "docker is not installed. On Debian and Ubuntu: sudo apt-get install docker.io"

  /// What to do when there is no plugin.
  package static let pluginIsMissing =
    "docker's Compose plugin is not installed. Put docker-compose 2.x into ~/.docker/cli-plugins, "
    + "or install the package docker-compose-v2 (Ubuntu) or docker-compose-plugin (docker.com)."
}

/// The folder of the caller's docker settings.
package func dockerConfigFolder(_ environment: [String: String]) -> String {
  if let folder = environment["DOCKER_CONFIG"], !folder.isEmpty { return folder }
  return (environment["HOME"] ?? "") + "/.docker"
}

private func pluginFolders(_ environment: [String: String]) -> [String] {
  [
    dockerConfigFolder(environment) + "/cli-plugins",
    "/usr/local/lib/docker/cli-plugins", "/usr/local/libexec/docker/cli-plugins",
    "/usr/lib/docker/cli-plugins", "/usr/libexec/docker/cli-plugins",
  ]
}

private func firstExecutable(_ paths: [String]) -> String? {
  paths.first {
    var isFolder = false
    return FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder) && !isFolder
      && FileManager.default.isExecutableFile(atPath: $0)
  }
}

/// What docker and Compose may see of the caller's environment. `COMPOSE_*` would change project, files and profiles;
/// `DOCKER_HOST` and `DOCKER_CONTEXT` would change the engine; both are said in argv instead.
package func scrubbedEnvironment(_ caller: [String: String]) -> [String: String] {
  var kept = caller.filter { keptVariables.contains($0.key) }
  // Nobody is there to answer: a password that ssh would ask for is a refusal.
  kept["SSH_ASKPASS_REQUIRE"] = "never"
  kept["PATH"] = kept["PATH"] ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
  // Compose 2.26 would follow an `include:` into a registry or a git host.
  kept["COMPOSE_EXPERIMENTAL_GIT_REMOTE"] = "false"
  kept["COMPOSE_EXPERIMENTAL_OCI_REMOTE"] = "false"
  return kept
}

private let keptVariables: Set<String> = [
  "PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TMPDIR", "XDG_RUNTIME_DIR",
  "DOCKER_CONFIG", "DOCKER_CERT_PATH", "DOCKER_TLS", "DOCKER_TLS_VERIFY", "SSH_AUTH_SOCK",
  "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY",
  "http_proxy", "https_proxy", "no_proxy", "all_proxy",
]
