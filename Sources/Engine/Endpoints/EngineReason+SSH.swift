import Processes

extension EngineReason {
  /// Reads the output of ssh, or of the docker program on the remote host.
  init?(ssh words: String) {
    if words.contains(#"exec: "ssh": executable file not found"#) {
      self.init(
        "There is no ssh program on this machine.", fix: "sudo apt-get install openssh-client")
      return
    }
    guard let call = SSHCall(words) else { return nil }
    guard
      let reason = Self.hostKey(words, call) ?? Self.login(words, call) ?? Self.way(words, call)
        ?? Self.there(words, call) ?? Self.broken(words, call)
    else { return nil }
    self = reason
  }

  private static func hostKey(_ words: String, _ call: SSHCall) -> EngineReason? {
    guard words.contains("Host key verification failed"), !words.contains("REVOKED") else {
      return nil
    }
    guard words.contains("REMOTE HOST IDENTIFICATION HAS CHANGED") else {
      return EngineReason(
        "The host key of \(call.address) is not known on this machine.",
        fix: "\(call.byHand), once by hand; answer yes when the fingerprint is the host's")
    }
    let host = words.between("Host key for ", " has changed") ?? call.knownName
    // The command in ssh's output names the right file, which may be the system-wide one.
    let line = words.split(whereSeparator: \.isNewline).first { $0.contains("ssh-keygen -f ") }
    let removal =
      line.map { String($0.drop(while: \.isWhitespace)) } ?? "ssh-keygen -R \(shellQuoted(host))"
    return EngineReason(
      "The host key of \(host) has changed: it is another host, or the connection is intercepted.",
      fix:
        "when the host is new: \(removal), then \(call.byHand), once by hand; compare the fingerprint"
    )
  }

  private static func login(_ words: String, _ call: SSHCall) -> EngineReason? {
    let refusal = words.between("Permission denied (", ")")
    guard refusal != nil || words.contains("Too many authentication failures") else { return nil }
    let methods = refusal ?? "publickey"
    let copy = "ssh-copy-id \(call.target)"
    if !methods.contains("publickey") {
      return EngineReason(
        "\(call.address) asks for a password, which triptych cannot enter.",
        fix: "let its sshd accept keys, then \(copy)")
    }
    return EngineReason(
      "\(call.address) accepts none of this user's ssh keys.",
      fix: "ssh-add -l lists what is offered, ssh-add adds a key; \(copy) authorizes it on the host"
    )
  }

  /// Failures to reach the host or its jump host.
  private static func way(_ words: String, _ call: SSHCall) -> EngineReason? {
    if let name = words.between("Could not resolve hostname ", ":") {
      return EngineReason(
        "The host name \(name) is not known.",
        fix: "correct the address in the context, or add a Host line to ~/.ssh/config")
    }
    let host = words.between("connect to host ", ":")
    if let host, words.contains("Connection refused") {
      return EngineReason(
        "Nothing listens for ssh on \(host).", fix: "start sshd there, or correct the port")
    }
    if let host, words.contains("No route to host") || words.contains("Network is unreachable") {
      return EngineReason(
        "There is no route to \(host).", fix: "check this machine's network or VPN")
    }
    if ["Connection timed out", "Operation timed out"].contains(where: words.contains) {
      return EngineReason(
        "\(host ?? call.address) did not answer ssh in time.",
        fix: "\(call.byHand("-v")) shows where it waits: the host, its jump host, or the network")
    }
    return nil
  }

  private static func there(_ words: String, _ call: SSHCall) -> EngineReason? {
    if words.contains("has exited with exit status 127") {
      return EngineReason(
        "\(call.address) has no docker program on the PATH of its logins.",
        fix: "install docker there; \(call.byHand) docker version tries it")
    }
    guard let engine = words.between("failed to open the raw stream connection: dial unix ", ": ")
    else { return nil }
    if words.contains("connect: permission denied") {
      return EngineReason(
        "The login of \(call.address) may not open \(engine) there.",
        fix: #"on that host: sudo usermod -aG docker \#(call.user ?? #""$USER""#)"#,
        isForbidden: true)
    }
    return EngineReason(
      "ssh reaches \(call.address), but no engine answers at \(engine).",
      fix: "on that host: sudo systemctl start docker")
  }

  private static func broken(_ words: String, _ call: SSHCall) -> EngineReason? {
    let isKilled = words.contains("has exited with signal")
    guard isKilled || words.contains("onnection to ") || words.contains("Connection closed by")
    else { return nil }
    return EngineReason(
      isKilled
        ? "The ssh program for \(call.address) was killed."
        : "\(call.address) closed the ssh connection.",
      fix: "triptych reconnects automatically; if it fails again: \(call.byHand("-v"))")
  }
}

/// The ssh command that docker ran, as its error output repeats it.
struct SSHCall: Hashable {
  var user: String?
  var host: String
  var port: String?

  /// `nil` when the output does not mention an ssh command that exited.
  init?(_ words: String) {
    guard let command = words.between("command [ssh ", "] has exited with") else { return nil }
    var rest = command.split(separator: " ").map(String.init)[...]
    var host: String?
    while let word = rest.popFirst() {
      switch word {
      case "-l": user = rest.popFirst()
      case "-p": port = rest.popFirst()
      case "-o": rest = rest.dropFirst()
      case let option where option.hasPrefix("-"): continue
      case let name:
        host = name
        rest = []
      }
    }
    guard let host else { return nil }
    self.host = host
  }

  /// The address as a context contains it.
  var address: String {
    "ssh://" + (user.map { $0 + "@" } ?? "") + host + (port.map { ":" + $0 } ?? "")
  }

  /// The name of the host in ssh's `known_hosts`.
  var knownName: String { port.map { "[\(host)]:\($0)" } ?? host }

  /// The arguments with which an operator reaches the host.
  var target: String {
    (port.map { "-p \(shellQuoted($0)) " } ?? "")
      + shellQuoted((user.map { $0 + "@" } ?? "") + host)
  }

  var byHand: String { "ssh \(target)" }

  func byHand(_ option: String) -> String { "ssh \(option) \(target)" }
}
