import FoundationEssentials

/// The paths of the docker command line and its Compose plugin on this machine.
package struct DockerInstallation: Hashable, Sendable {
  /// An absolute path; `nil` when there is no docker.
  package var client: String?
  /// The executable of the plugin. Called directly, it is a single process that reacts to signals.
  package var composePlugin: String?

  package init(client: String?, composePlugin: String?) {
    self.client = client
    self.composePlugin = composePlugin
  }

  /// Searches the `PATH` and the folders in which the docker command line searches for plugins.
  package static func find(in environment: [String: String]) -> DockerInstallation {
    let path = environment["PATH"] ?? ""
    let folders = absoluteFolders(path)
    return DockerInstallation(
      client: firstExecutable(folders.map { "\($0)/docker" }),
      composePlugin: firstExecutable(pluginFolders(environment).map { "\($0)/docker-compose" }))
  }

  /// The message for a machine without docker.
  package static let clientIsMissing =
    "docker is not installed. On Debian and Ubuntu: sudo apt-get install docker.io"

  /// The message for a machine without the plugin.
  package static let pluginIsMissing =
    "docker's Compose plugin is not installed. Put docker-compose 2.x into ~/.docker/cli-plugins, "
    + "or install the package docker-compose-v2 (Ubuntu) or docker-compose-plugin (docker.com)."
}

/// The folder with the caller's docker settings.
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

/// The part of the caller's environment that docker and Compose receive. `COMPOSE_*` would change project, files and
/// profiles; `DOCKER_HOST` and `DOCKER_CONTEXT` would change the engine. All of these are passed in argv instead.
package func scrubbedEnvironment(_ caller: [String: String]) -> [String: String] {
  var kept = caller.filter { keptVariables.contains($0.key) }
  // A relative path would lead into the folder that is looked at, whose files may be a stranger's.
  for name in pathVariables where kept[name]?.hasPrefix("/") == false { kept[name] = nil }
  let folders = absoluteFolders(kept["PATH"] ?? "")
  kept["PATH"] = folders.isEmpty ? nil : folders.joined(separator: ":")
  // A password prompt could not be answered, so ssh fails in place of asking.
  kept["SSH_ASKPASS_REQUIRE"] = "never"
  kept["PATH"] = kept["PATH"] ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
  // Compose 2.26 would otherwise fetch an `include:` from a registry or a git host.
  kept["COMPOSE_EXPERIMENTAL_GIT_REMOTE"] = "false"
  kept["COMPOSE_EXPERIMENTAL_OCI_REMOTE"] = "false"
  return kept
}

/// The folders of a `PATH` without its relative and empty parts.
private func absoluteFolders(_ path: String) -> [String] {
  path.split(separator: ":").filter { $0.hasPrefix("/") }.map(String.init)
}

private let pathVariables = [
  "HOME", "TMPDIR", "XDG_RUNTIME_DIR", "DOCKER_CONFIG", "DOCKER_CERT_PATH", "SSH_AUTH_SOCK",
]

private let keptVariables: Set<String> = [
  "PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TMPDIR", "XDG_RUNTIME_DIR",
  "DOCKER_CONFIG", "DOCKER_CERT_PATH", "DOCKER_TLS", "DOCKER_TLS_VERIFY", "SSH_AUTH_SOCK",
  "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY",
  "http_proxy", "https_proxy", "no_proxy", "all_proxy",
]
