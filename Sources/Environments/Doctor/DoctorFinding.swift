/// The result of one check of `triptych doctor`, and what to do about it.
package struct DoctorFinding: Hashable, Sendable {
  package enum Verdict: String, Hashable, Sendable {
    case ok
    /// Something works only in part.
    case warn
    /// Something does not work.
    case fail
  }

  package var code: DoctorCode
  package var verdict: Verdict
  package var message: String
  /// What to do; `nil` when nothing needs to be done.
  package var fix: String?

  package init(_ code: DoctorCode, _ verdict: Verdict, _ message: String, fix: String? = nil) {
    self.code = code
    self.verdict = verdict
    self.message = message
    self.fix = fix
  }
}

/// The checks of `triptych doctor`. The raw values are stable; docs/troubleshooting.md lists them with their fixes.
package enum DoctorCode: String, Hashable, Sendable, CaseIterable {
  case client = "DOC01"
  case plugin = "DOC02"
  case engine = "DOC03"
  case composeVersion = "DOC04"
  case age = "DOC05"
  case terminal = "DOC06"
  case characters = "DOC07"
  case root = "DOC08"
  case state = "DOC09"
  case clock = "DOC10"
  case disk = "DOC11"
  case certificate = "DOC12"

  /// What the check is about, in one or two words for the report.
  package var subject: String {
    switch self {
    case .client: "docker client"
    case .plugin: "Compose plugin"
    case .engine: "engine"
    case .composeVersion: "Compose version"
    case .age: "age"
    case .terminal: "terminal"
    case .characters: "characters"
    case .root: "repository"
    case .state: "state folder"
    case .clock: "clock"
    case .disk: "disk"
    case .certificate: "certificate"
    }
  }
}

extension DoctorFinding {
  /// Judges the answer of an engine that was asked for its version.
  ///
  /// - Parameter isLocal: whether the engine is on this machine, according to its address.
  package static func engine(
    _ state: EngineState, version: String?, endpoint: String, of environments: [String],
    isLocal: Bool = true
  ) -> DoctorFinding {
    let whose = environments.isEmpty ? "" : " (\(environments.enumerated))"
    let subject = endpoint.spelledOut + whose
    switch state {
    case .answering: return DoctorFinding(.engine, .ok, "\(subject): \(version ?? "answers")")
    case .forbidden(let words):
      let (what, fix) = EngineState.parts(ofAdvice: words.spelledOut)
      return fix == nil
        ? DoctorFinding(.engine, .fail, "\(subject): not allowed", fix: what)
        : DoctorFinding(.engine, .fail, "\(subject): \(what.withoutPeriod)", fix: fix)
    case .notInstalled(let words):
      return DoctorFinding(.engine, .fail, "\(subject): not asked", fix: words.spelledOut)
    case .unreachable(let words):
      let (what, fix) = EngineState.parts(ofAdvice: words.spelledOut)
      let start = "sudo systemctl start docker; without an init system: sudo dockerd"
      return DoctorFinding(
        .engine, .fail, "\(subject): \(what.withoutPeriod)",
        fix: fix ?? (isLocal ? start : "on the engine's host: \(start)"))
    case .silent(let milliseconds):
      return DoctorFinding(
        .engine, .fail, "\(subject): no answer within \(milliseconds / 1000) s",
        fix: isLocal
          ? "check dockerd: it is overloaded or stopped"
          : "check the engine's host, and any jump host before it: it is overloaded, stopped, "
            + "or behind a network that drops packets")
    case .notAskedYet: return DoctorFinding(.engine, .fail, "\(subject): not asked in time")
    }
  }

  /// Judges the version of Compose: versions before 2.20 do not support `include:`.
  package static func composeVersion(_ version: String?) -> DoctorFinding {
    guard let version else {
      return DoctorFinding(
        .composeVersion, .fail, "the Compose plugin does not report its version",
        fix: "run docker compose version to see why; reinstall the plugin")
    }
    let parts = version.split(separator: ".").compactMap { Int($0) }
    guard parts.count > 1, parts[0] > 2 || (parts[0] == 2 && parts[1] >= 20) else {
      return DoctorFinding(
        .composeVersion, .warn, "\(version.spelledOut) is older than 2.20, the first with include",
        fix: "install docker-compose-plugin (docker.com) or docker-compose-v2 (Ubuntu)")
    }
    return DoctorFinding(.composeVersion, .ok, version)
  }
}

extension String {
  /// The text without a full stop at its end, since a finding is not a sentence.
  fileprivate var withoutPeriod: String { hasSuffix(".") ? String(dropLast()) : self }
}

extension DoctorFinding {
  /// Judges the repository: whether it has environments, and whether they load without errors.
  package static func repository(_ configuration: Configuration, root: String) -> DoctorFinding {
    let errors = configuration.problems.count { $0.severity == .error }
    let names = configuration.environments.map(\.name)
    guard !names.isEmpty else {
      return DoctorFinding(
        .root, .fail, "\(root.spelledOut) has no environment",
        fix: "choose another root with -C DIR; environments are in configs/environment/*.yaml")
    }
    let found = "\(names.count) \(names.count == 1 ? "environment" : "environments")"
    guard errors == 0 else {
      return DoctorFinding(
        .root, .warn, "\(root.spelledOut): \(found), \(errors) \(errors == 1 ? "error" : "errors")",
        fix: "triptych validate lists each with its position")
    }
    let untrusted = configuration.environments.filter(\.isUntrusted).map(\.name)
    guard untrusted.isEmpty else {
      return DoctorFinding(
        .root, .warn,
        "\(root.spelledOut): \(found); the files of \(untrusted.enumerated) lead out of it, and are not trusted",
        fix: "triptych trust lists what they read there, and asks")
    }
    return DoctorFinding(.root, .ok, "\(root.spelledOut): \(found)")
  }
}

extension DoctorFinding {
  /// Judges the terminal by the caller's variables.
  ///
  /// - Parameters:
  ///   - isDescribed: whether the system's terminfo has an entry for a `TERM`.
  ///   - isUnicode: whether the locale is UTF-8.
  package static func terminal(
    variables: [String: String], isTerminal: Bool, isUnicode: Bool,
    isDescribed: (String) -> Bool
  ) -> [DoctorFinding] {
    [
      term(variables["TERM"] ?? "", isTerminal, isDescribed, variables["NO_COLOR"] ?? ""),
      isUnicode
        ? DoctorFinding(.characters, .ok, "UTF-8")
        : DoctorFinding(
          .characters, .warn, "the locale is not UTF-8: frames are drawn in ASCII",
          fix: "LANG=C.UTF-8 triptych, and a terminal that shows UTF-8"),
    ]
  }

  private static func term(
    _ term: String, _ isTerminal: Bool, _ isDescribed: (String) -> Bool, _ noColor: String
  ) -> DoctorFinding {
    if term.isEmpty || term == "dumb" {
      return DoctorFinding(
        .terminal, .warn,
        "TERM is \(term.isEmpty ? "not set" : "dumb"): the overview is printed once, as text",
        fix: "run it in a terminal; TERM=xterm-256color where the terminal has no name of its own")
    }
    guard isDescribed(term) else {
      return DoctorFinding(
        .terminal, .fail, "the system has no description of the terminal \(term.spelledOut)",
        fix: "sudo apt-get install ncurses-term, or TERM=xterm-256color")
    }
    let colours = noColor.isEmpty ? "" : ", without colours because of NO_COLOR"
    let output = isTerminal ? "" : "; the output is not a terminal now"
    return DoctorFinding(.terminal, .ok, "\(term.spelledOut)\(colours)\(output)")
  }
}
