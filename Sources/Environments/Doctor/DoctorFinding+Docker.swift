extension DoctorFinding {
  /// What an engine answered when it was asked for its version.
  package static func engine(
    _ state: EngineState, version: String?, endpoint: String, of environments: [String]
  ) -> DoctorFinding {
    let whose = environments.isEmpty ? "" : " (\(environments.enumerated))"
    let place = endpoint.spelledOut + whose
    switch state {
    case .answering: return DoctorFinding(.engine, .ok, "\(place): \(version ?? "answers")")
    case .forbidden(let words):
      return DoctorFinding(.engine, .fail, "\(place): not allowed", fix: words.spelledOut)
    case .notInstalled(let words):
      return DoctorFinding(.engine, .fail, "\(place): not asked", fix: words.spelledOut)
    case .unreachable(let words):
      return DoctorFinding(
        .engine, .fail, "\(place): \(words.spelledOut)",
        fix: "sudo systemctl start docker; without an init system: sudo dockerd")
    case .silent(let milliseconds):
      return DoctorFinding(
        .engine, .fail, "\(place): no answer within \(milliseconds / 1000) s",
        fix: "look at the engine's host: it is overloaded, stopped, or behind a network that drops")
    case .notAskedYet: return DoctorFinding(.engine, .fail, "\(place): not asked in time")
    }
  }

  /// Compose before 2.20 does not know `include:`.
  package static func composeVersion(_ version: String?) -> DoctorFinding {
    guard let version else {
      return DoctorFinding(
        .composeVersion, .fail, "the Compose plugin does not tell its version",
        fix: "docker compose version says why; install the plugin anew")
    }
    let parts = version.split(separator: ".").compactMap { Int($0) }
    guard parts.count > 1, parts[0] > 2 || (parts[0] == 2 && parts[1] >= 20) else {
      return DoctorFinding(
        .composeVersion, .warn, "\(version.spelledOut) is older than 2.20, which brought include",
        fix: "install docker-compose-plugin (docker.com) or docker-compose-v2 (Ubuntu)")
    }
    return DoctorFinding(.composeVersion, .ok, version)
  }
}
