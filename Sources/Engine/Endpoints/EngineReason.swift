import Environments
import Processes

/// The reason why a connection to an engine fails, read from the output of docker, ssh and TLS: a sentence about what
/// is wrong, and the command that fixes it.
package struct EngineReason: Hashable, Sendable {
  package var what: String
  package var fix: String
  /// Whether the engine is reachable but does not admit this user.
  package var isForbidden = false

  /// `nil` when the output has another cause: an engine that reports a problem with a registry's certificate is
  /// reachable.
  ///
  /// - Parameter words: the error output of `docker system dial-stdio`, another docker command or Compose.
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
  /// Docker could not read the context.
  private init?(context words: String, on endpoint: Endpoint) {
    guard words.contains("unable to resolve docker endpoint") else { return nil }
    let name = words.between(#"context ""#, #"""#) ?? "\(endpoint)"
    if words.contains("context not found") || words.contains("does not exist") {
      self.init(
        "There is no docker context \(name) on this machine.",
        fix: "docker context ls lists the contexts; docker context create makes one")
    } else if words.contains("TLS data") || words.contains("tls data") {
      let file = words.between("TLS data (", ")") ?? words.between(#"for file ""#, #"""#)
      self.init(
        "This user \(words.contains("permission denied") ? "may not" : "cannot") read "
          + "\(file ?? "the certificates") of context \(name).",
        fix: #"sudo chown -R "$USER" ~/.docker, or create it again with docker context create"#)
    } else {
      return nil
    }
  }

  /// Docker does not print the output of the docker program on the remote host.
  private init?(sshBehind words: String, on endpoint: Endpoint) {
    guard words.contains("at http://docker.example.com") else { return nil }
    let docker = endpoint.arguments.map(shellQuoted).joined(separator: " ")
    self.init(
      "The ssh login works, but docker reaches no engine from there.",
      fix: "docker \(docker) system dial-stdio </dev/null says why")
  }
}

extension String {
  /// The text between the first `start` and the next `end`.
  func between(_ start: String, _ end: String) -> String? {
    guard let opening = firstRange(of: start) else { return nil }
    let rest = self[opening.upperBound...]
    guard let closing = rest.firstRange(of: end) else { return nil }
    return String(rest[..<closing.lowerBound])
  }
}
