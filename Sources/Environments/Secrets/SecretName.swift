/// The name of a secret, recognized by its words.
struct SecretName {
  enum Kind {
    /// The value is a secret.
    case secret
    /// The value switches or counts something, as in `ALLOW_EMPTY_PASSWORD`; a value that does neither is a secret:
    /// `ENABLE_PASSWORD` is also what routers call one.
    case figure
    /// `PWD` is the working directory of a shell, and the password in a connection string.
    case directory
  }

  let kind: Kind
  /// Whether people choose the value, so that a number may be one.
  let isPassword: Bool
  /// Whether more words follow that of the secret, or it is a plural: the value may be something about secrets.
  let isAbout: Bool

  /// `nil` for another name.
  init?(_ name: ArraySlice<UInt8>) {
    guard Self.mayBe(name.span) else { return nil }
    var words = NameWords.of(name)
    let isPlaced = words.count > 1 && words.last.map(SecretWords.environments.contains) == true
    while words.count > 1, let last = words.last, SecretWords.environments.contains(last) {
      words.removeLast()
    }
    guard let index = words.indices.last(where: { Self.names($0, words, isPlaced: isPlaced) })
    else {
      guard name.count == 3, words == ["PWD"] else { return nil }
      (kind, isPassword, isAbout) = (.directory, true, false)
      return
    }
    if Self.isDescription(words, index) { return nil }
    kind = Self.isFigure(words, index) ? .figure : .secret
    isPassword = Self.isPassword(words[index])
    isAbout = index + 1 < words.count || words[index].hasSuffix("TOKENS")
  }

  // MARK: Words of a secret

  private static func names(_ index: Int, _ words: [String], isPlaced: Bool) -> Bool {
    let word = words[index]
    let before = index > 0 ? words[index - 1] : ""
    let after = index + 1 < words.count ? words[index + 1] : ""
    switch word {
    case "CREDENTIALS": return before != "APPLICATION"
    case "PASS": return !["THROUGH", "BY"].contains(after)
    case "TOKENS": return !isCounted(words, before: index)
    case _ where SecretWords.passwords.contains(word) || SecretWords.secrets.contains(word):
      return true
    case "KEY", "KEYS": return namesKey(before, after)
    case "PWD":
      return after.isEmpty
        && (isPlaced && before.isEmpty || !["", "HOST", "INIT", "LOCAL", "OLD"].contains(before))
    case "PIN": return namesPIN(before, after)
    case _ where SecretWords.endings.contains(word): return after.isEmpty
    case "AUTH": return namesAuth(before, after)
    case "BASICAUTH": return after == "USERS"
    case "USERS": return before == "AUTH" && index > 1 && words[index - 2] == "BASIC"
    case "COOKIE":
      return after.isEmpty && ["", "ERLANG", "RELEASE", "SESSION", "SET"].contains(before)
    case "PASSKEY", "PASSKEYS", "KEYPHRASE": return after.isEmpty
    case "PRIVATE": return after.isEmpty && ["JWT", "VAPID"].contains(before)
    case "UNSEAL": return after.isEmpty && before == "VAULT"
    case "PHRASE", "SEED": return seeds.contains(before)
    default: return isGlued(word)
    }
  }

  /// What a seed or a phrase makes when it makes a secret: `OTP_SEED`, but not `RANDOM_SEED`.
  private static let seeds: Set<String> = [
    "HOTP", "KEY", "MASTER", "MFA", "OTP", "PRIVATE", "RECOVERY", "SECRET", "SEED", "TOTP",
    "WALLET",
  ]

  /// Language models count tokens.
  private static func isCounted(_ words: [String], before index: Int) -> Bool {
    let kinds = [
      "CACHED", "COMPLETION", "CONTEXT", "INPUT", "OUTPUT", "PROMPT", "REASONING", "TOTAL",
    ]
    return words[..<index].contains { SecretWords.counts.contains($0) || kinds.contains($0) }
  }

  private static func namesKey(_ before: String, _ after: String) -> Bool {
    if before.isEmpty || SecretWords.publicKeys.contains(before) { return false }
    // The identifier of AWS's access key is guarded like the key.
    if after == "ID" { return before == "ACCESS" }
    return true
  }

  /// A pin is also a wire of a board.
  private static func namesPIN(_ before: String, _ after: String) -> Bool {
    let wires = [
      "BUTTON", "DATA", "GPIO", "LED", "RELAY", "RESET", "RX", "SENSOR", "TX", "VERSION",
    ]
    return (after.isEmpty || after == "CODE") && !wires.contains(before)
  }

  private static func namesAuth(_ before: String, _ after: String) -> Bool {
    if after == "CONFIG" { return before == "DOCKER" }
    let owners = [
      "BASIC", "CONFIG", "HTTP", "NEO", "NPM", "PROXY", "J", "REDIS", "REDISCLI", "MASTER",
    ]
    return after.isEmpty && owners.contains(before)
  }

  private static let gluedPasswords = ["PASS", "PSWD", "PWD"]
  private static let gluedSecrets = ["SECRET", "TOKEN"]

  /// Whether a word is glued to one of a secret: `DBPASS`, `ROOTPW`, `TLSPSK`, `AUTHTOKEN`, `ADMINKEY`.
  private static func isGlued(_ word: String) -> Bool {
    if SecretWords.innocents.contains(word) { return false }
    if isPassword(word) || gluedSecrets.contains(where: word.hasSuffix) { return true }
    if word.hasSuffix("KEY") { return true }
    return ["KEYS", "SECRETS", "TOKENS"].contains(where: word.hasSuffix)
      && !SecretWords.counts.contains { word.hasPrefix($0) } && isGlued(String(word.dropLast()))
  }

  private static func isPassword(_ word: String) -> Bool {
    if SecretWords.passwords.contains(word) || word == "PIN" { return true }
    if SecretWords.innocents.contains(word) { return false }
    return gluedPasswords.contains(where: word.hasSuffix)
      || word.utf8.count >= 4 && (word.hasSuffix("PW") || word.hasSuffix("PSK"))
  }

  // MARK: Words around it

  /// Whether the last word says that the value describes a secret.
  private static func isDescription(_ words: [String], _ index: Int) -> Bool {
    guard index + 1 < words.count, let last = words.last else { return false }
    if last == "IN" && words[words.count - 2] == "EXPIRES" { return true }
    return SecretWords.descriptions.contains(last)
      || SecretWords.places.contains(last) && !isPassword(words[index])
  }

  /// Words between a switch and that of the secret: `ENABLE_API_KEY` is about an API key.
  private static let kinds: Set<String> = [
    "ACCESS", "API", "AUTH", "EMPTY", "RANDOM", "ROOT", "SECRET", "WEAK",
  ]

  /// Whether a switch or a count belongs to the word of the secret. It stands beside it: `MAX_MIND_LICENSE_KEY` is the
  /// key of a company.
  private static func isFigure(_ words: [String], _ index: Int) -> Bool {
    if index + 1 < words.count, SecretWords.counts.contains(words[index + 1]) { return true }
    var first = index
    while first > 0, kinds.contains(words[first - 1]) { first -= 1 }
    let between = words[first..<index]
    if between.contains("RANDOM"), between.contains("ROOT") { return true }
    guard first > 0 else { return false }
    let before = words[first - 1]
    return SecretWords.switches.contains(before) || SecretWords.counts.contains(before)
      || ["KEYS", "PASSWORDS", "SECRETS"].contains(words[index])
        && words[..<first].contains(where: SecretWords.counts.contains)
  }

  // MARK: Speed

  /// Whether three successive letters can begin or be in one of the words of secrets. Most names end here.
  static func mayBe(_ name: Swift.Span<UInt8>) -> Bool {
    let trigrams = trigrams
    var last = 0
    for index in name.indices {
      last = (last << 5 | Int(name[index] & 0x1F)) & 0x7FFF
      if trigrams[last] { return true }
    }
    return false
  }

  /// By three times five bits, in which upper and lower case are equal.
  private static let trigrams: [Bool] = {
    var table = Array(repeating: false, count: 1 << 15)
    for letters in [
      "API", "AUT", "BEA", "CHT", "COO", "CRE", "HMA", "JWT", "KEN", "KEY", "MDP", "MNE", "PAS",
      "PAT", "PEP", "PHR", "PIN", "PRI", "PSK", "PSW", "PWD", "SAL", "SEC", "SEE", "SEN", "TOK",
      "UNS", "USE",
    ] {
      table[letters.utf8.reduce(0) { $0 << 5 | Int($1 & 0x1F) }] = true
    }
    for first in 0..<32 { table[first << 10 | 16 << 5 | 23] = true }
    return table
  }()
}
