extension DoctorFinding {
  /// What an engine answered when it was asked for its version.
  ///
  /// - Parameter isLocal: whether the engine is on this machine, as far as its address tells.
  package static func engine(
    _ state: EngineState, version: String?, endpoint: String, of environments: [String],
    isLocal: Bool = true
  ) -> DoctorFinding {
    let whose = environments.isEmpty ? "" : " (\(environments.enumerated))"
    let place = endpoint.spelledOut + whose
    switch state {
    case .answering: return DoctorFinding(.engine, .ok, "\(place): \(version ?? "answers")")
    case .forbidden(let words):
      let (what, fix) = EngineState.parts(ofAdvice: words.spelledOut)
      return fix == nil
        ? DoctorFinding(.engine, .fail, "\(place): not allowed", fix: what)
        : DoctorFinding(.engine, .fail, "\(place): \(what.withoutPeriod)", fix: fix)
    case .notInstalled(let words):
      return DoctorFinding(.engine, .fail, "\(place): not asked", fix: words.spelledOut)
    case .unreachable(let words):
      let (what, fix) = EngineState.parts(ofAdvice: words.spelledOut)
      let start = "sudo systemctl start docker; without an init system: sudo dockerd"
      return DoctorFinding(
        .engine, .fail, "\(place): \(what.withoutPeriod)",
        fix: fix ?? (isLocal ? start : "on the engine's host: \(start)"))
    case .silent(let milliseconds):
      return DoctorFinding(
        .engine, .fail, "\(place): no answer within \(milliseconds / 1000) s",
        fix: isLocal
          ? "look at dockerd: it is overloaded or stopped"
          : "look at the engine's host, and at a jump host before it: overloaded, stopped, "
            + "or behind a network that drops")
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

extension String {
  /// A finding is no sentence.
  fileprivate var withoutPeriod: String { hasSuffix(".") ? String(dropLast()) : self }
}
