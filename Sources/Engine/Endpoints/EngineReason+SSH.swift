import Processes

extension EngineReason {
  /// What ssh, or the docker program at its other end, said.
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
        fix: "\(call.byHand), once by hand; say yes when the fingerprint is the host's")
    }
    let host = words.between("Host key for ", " has changed") ?? call.knownName
    // ssh names the file, which may be one of the whole machine's.
    let line = words.split(whereSeparator: \.isNewline).first { $0.contains("ssh-keygen -f ") }
    let removal =
      line.map { String($0.drop(while: \.isWhitespace)) } ?? "ssh-keygen -R \(shellQuoted(host))"
    return EngineReason(
      "The host key of \(host) has changed: another host, or somebody in between.",
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
        "\(call.address) asks for a password, which nobody can type here.",
        fix: "let its sshd take keys, then \(copy)")
    }
    return EngineReason(
      "\(call.address) takes none of this user's ssh keys.",
      fix: "ssh-add -l lists what is offered, ssh-add adds a key; \(copy) has it taken there")
  }

  /// The way to the host, or to the jump host before it.
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
        "No network leads to \(host).", fix: "look at this machine's network or VPN")
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
        fix: #"there: sudo usermod -aG docker \#(call.user ?? #""$USER""#)"#, isForbidden: true)
    }
    return EngineReason(
      "ssh reaches \(call.address), but no engine answers at \(engine).",
      fix: "there: sudo systemctl start docker")
  }

  private static func broken(_ words: String, _ call: SSHCall) -> EngineReason? {
    let isKilled = words.contains("has exited with signal")
    guard isKilled || words.contains("onnection to ") || words.contains("Connection closed by")
    else { return nil }
    return EngineReason(
      isKilled
        ? "The ssh program for \(call.address) was killed."
        : "\(call.address) closed the ssh connection.",
      fix: "it is opened again by itself; if it stays so: \(call.byHand("-v"))")
  }
}

/// How docker called ssh, read from the command that its words repeat.
struct SSHCall: Hashable {
  var user: String?
  var host: String
  var port: String?

  /// `nil` when the words tell of no call of ssh that ended.
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

  /// As a context has it.
  var address: String {
    "ssh://" + (user.map { $0 + "@" } ?? "") + host + (port.map { ":" + $0 } ?? "")
  }

  /// As it stands among the known hosts.
  var knownName: String { port.map { "[\(host)]:\($0)" } ?? host }

  /// The arguments that lead there by hand.
  var target: String {
    (port.map { "-p \(shellQuoted($0)) " } ?? "")
      + shellQuoted((user.map { $0 + "@" } ?? "") + host)
  }

  var byHand: String { "ssh \(target)" }

  func byHand(_ option: String) -> String { "ssh \(option) \(target)" }
}
