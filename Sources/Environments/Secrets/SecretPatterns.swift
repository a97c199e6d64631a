/// Recognizes secrets by their names and by the form of their values. docs/configuration.md documents the lists.
package enum SecretPatterns {
  /// A name is that of a secret when this list contains one of its words, or several successive ones. `_`, `-` and
  /// `.` separate words.
  package static let words = [
    "ACCESS_KEY", "APIKEY", "API_KEY", "AUTH_TOKEN", "BEARER", "CREDENTIAL", "CREDENTIALS",
    "ENCRYPTION_KEY", "MNEMONIC", "PASSPHRASE", "PASSWD", "PASSWORD", "PRIVATE_KEY", "SECRET",
    "SECRETS", "SIGNING_KEY", "TOKEN",
  ]

  /// Last words of names that do not hold a secret, but describe its location or its use.
  package static let harmlessEndings = [
    "DIR", "DIRECTORY", "ENABLED", "EXPIRY", "FILE", "HEADER", "LENGTH", "LIFETIME", "NAME",
    "PATH", "TTL", "TYPE", "URL",
  ]

  /// The prefixes of secrets from known issuers.
  package static let prefixes = [
    "-----BEGIN", "AGE-SECRET-KEY-", "AKIA", "ASIA", "SG.", "eyJhbGciOi", "ghp_", "gho_", "ghs_",
    "github_pat_", "glpat-", "sk-", "sk_live_", "sk_test_", "xoxb-", "xoxp-",
  ]

  /// Whether the name is that of a secret, such as `DB_PASSWORD`.
  package static func isSecret(_ name: String) -> Bool { isSecret(name: Array(name.utf8)[...]) }

  /// Whether the form of the text is that of a secret: an issuer's prefix, or a password inside a URL.
  package static func looksSecret(_ text: String) -> Bool {
    looksSecret(text: Array(text.utf8)[...])
  }

  package static func isSecret(name: ArraySlice<UInt8>) -> Bool {
    let upper = name.map(uppercased)
    var start = 0
    var isSecret = false
    while start < upper.count, !isSecret {
      isSecret = wordTable[Int(upper[start])].contains { matches($0, upper, at: start) }
      start = (upper[start...].firstIndex(of: separator) ?? upper.count) + 1
    }
    guard isSecret else { return false }
    let last = (upper.lastIndex(of: separator) ?? -1) + 1
    return !endingTable.contains { $0.elementsEqual(upper[last...]) }
  }

  package static func looksSecret(text: ArraySlice<UInt8>) -> Bool {
    guard text.count >= 8, let first = text.first else { return false }
    return prefixTable[Int(first)].contains { text.count >= $0.count + 8 && text.starts(with: $0) }
      || holdsPassword(text)
  }

  /// Whether the text is a URL such as `postgres://user:password@host/`.
  private static func holdsPassword(_ text: ArraySlice<UInt8>) -> Bool {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")),
      text[colon...].starts(with: "://".utf8)
    else { return false }
    let authority = text[(colon + 3)...].prefix { !"/?# \t".utf8.contains($0) }
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")),
      let parting = authority[..<at].firstIndex(of: UInt8(ascii: ":"))
    else { return false }
    let password = authority[(parting + 1)..<at]
    return !password.isEmpty && password.first != UInt8(ascii: "$")
  }

  private static let separator = UInt8(ascii: "_")
  private static let wordTable = byFirstByte(words)
  private static let prefixTable = byFirstByte(prefixes)
  private static let endingTable = harmlessEndings.map { Array($0.utf8) }

  /// Groups the texts by first byte: they are looked up for every variable of every file.
  private static func byFirstByte(_ texts: [String]) -> [[[UInt8]]] {
    var table: [[[UInt8]]] = Array(repeating: [], count: 256)
    for text in texts {
      let bytes = Array(text.utf8)
      table[Int(bytes[0])].append(bytes)
    }
    return table
  }

  private static func matches(_ word: [UInt8], _ name: [UInt8], at start: Int) -> Bool {
    let end = start + word.count
    guard end <= name.count, end == name.count || name[end] == separator else { return false }
    return name[start..<end].elementsEqual(word)
  }

  private static func uppercased(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 32
    case UInt8(ascii: "-"), UInt8(ascii: "."): separator
    default: byte
    }
  }
}
