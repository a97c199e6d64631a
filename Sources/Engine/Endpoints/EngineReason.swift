import Environments
import Processes

/// Why the door to an engine does not open, told from the words of docker, ssh and TLS: what is wrong in a sentence, and
/// the command that changes it.
package struct EngineReason: Hashable, Sendable {
  package var what: String
  package var fix: String
  /// The engine is there, but not for this user.
  package var isForbidden = false

  /// - Parameter words: what `docker system dial-stdio`, another of docker's commands or Compose wrote. `nil` when they
  ///   speak of something else: an engine that tells of a registry's certificate has been reached.
  package init?(words: String, on endpoint: Endpoint) {
    guard
      let reason = EngineReason(context: words, on: endpoint) ?? EngineReason(ssh: words)
        ?? EngineReason(sshBehind: words, on: endpoint) ?? EngineReason(tls: words, on: endpoint)
    else { return nil }
    self = reason
  }

  init(_ what: String, fix: String, isForbidden: Bool = false) {
    self.what = what
    self.fix = fix
    self.isForbidden = isForbidden
  }

  package var state: EngineState {
    isForbidden ? .forbidden(advice) : .unreachable(advice)
  }

  private var advice: String { EngineState.advice(what, fix: fix) }
}

extension EngineReason {
  /// docker found nothing to open a door with.
  private init?(context words: String, on endpoint: Endpoint) {
    guard words.contains("unable to resolve docker endpoint") else { return nil }
    let name = words.between(#"context ""#, #"""#) ?? "\(endpoint)"
    if words.contains("context not found") || words.contains("does not exist") {
      self.init(
        "There is no docker context \(name) on this machine.",
        fix: "docker context ls lists those there are; docker context create makes one")
    } else if words.contains("TLS data") || words.contains("tls data") {
      let file = words.between("TLS data (", ")") ?? words.between(#"for file ""#, #"""#)
      self.init(
        "This user \(words.contains("permission denied") ? "may not" : "cannot") read "
          + "\(file ?? "the certificates") of context \(name).",
        fix: #"sudo chown -R "$USER" ~/.docker, or docker context create it anew"#)
    } else {
      return nil
    }
  }

  /// docker's own commands keep silent about what docker said at the other end of an ssh connection.
  private init?(sshBehind words: String, on endpoint: Endpoint) {
    guard words.contains("at http://docker.example.com") else { return nil }
    let docker = endpoint.arguments.map(shellQuoted).joined(separator: " ")
    self.init(
      "The ssh login works, but docker reaches no engine from there.",
      fix: "docker \(docker) system dial-stdio </dev/null says why")
  }
}

extension String {
  /// What stands between the first `start` and the next `end`.
  func between(_ start: String, _ end: String) -> String? {
    guard let opening = firstRange(of: start) else { return nil }
    let rest = self[opening.upperBound...]
    guard let closing = rest.firstRange(of: end) else { return nil }
    return String(rest[..<closing.lowerBound])
  }
}
