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
