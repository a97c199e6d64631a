import Processes

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
