/// The options with which some programs take a password, under names that say nothing.
enum ProgramOptions {
  enum Program {
    case other, etcd, http, ldap, mongo, mosquitto, mysql, redis, sqlcmd, sshpass
  }

  /// `nil` for a word that names none of the programs.
  static func program(_ word: ArraySlice<UInt8>) -> Program? {
    guard let first = word.first, "acehklmrsvwx".utf8.contains(first) else { return nil }
    switch String(decoding: word, as: UTF8.self) {
    case "curl", "wget", "http", "https", "xh", "ab", "hey": return .http
    case "redis-cli", "redis-benchmark", "valkey-cli", "valkey-benchmark", "keydb-cli":
      return .redis
    case "sshpass": return .sshpass
    case "sqlcmd", "bcp": return .sqlcmd
    case "etcdctl": return .etcd
    case let text where text.hasPrefix("mysql") || text.hasPrefix("mariadb"): return .mysql
    case let text where text.hasPrefix("mongo"): return .mongo
    case let text where text.hasPrefix("mosquitto"): return .mosquitto
    case let text where text.hasPrefix("ldap"): return .ldap
    default: return nil
    }
  }

  /// Whether the next word is a password.
  static func takesPassword(_ option: ArraySlice<UInt8>, of program: Program) -> Bool {
    switch (program, String(decoding: option, as: UTF8.self)) {
    case (.redis, "-a"), (.mongo, "-p"), (.sshpass, "-p"), (.sqlcmd, "-P"), (.mosquitto, "-P"),
      (.ldap, "-w"), (_, "-passin"), (_, "-passout"):
      true
    default: false
    }
  }

  /// Whether the value is `user:password`.
  static func takesAccount(_ option: ArraySlice<UInt8>, of program: Program) -> Bool {
    guard program == .http || program == .etcd else { return false }
    switch String(decoding: option, as: UTF8.self) {
    case "--user", "--proxy-user", "--auth", "-a", "-A": return true
    // Options of one letter may be written as one word, the last of them with a value: `curl -fsu a:b`.
    case let text:
      return text.utf8.count <= 6 && text.hasSuffix("u") && text.utf8.dropFirst().first != 0x2D
    }
  }
}
