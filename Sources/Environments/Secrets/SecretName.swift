/// Recognizes the name of a secret by its words. `_`, `-`, `.`, digits and changes of case separate words.
enum SecretName {
  static func isSecret(_ name: ArraySlice<UInt8>) -> Bool {
    guard mayBe(name) else { return false }
    let words = words(of: name)
    guard let last = words.indices.last(where: { names($0, words) }) else { return false }
    return !isHarmless(words, after: last)
  }

  /// Words that name a secret wherever they stand.
  static let secretWords: Set<String> = [
    "APIKEY", "APIKEYS", "AUTHORIZATION", "BEARER", "CREDENTIAL", "CREDENTIALS", "CREDS",
    "MNEMONIC",
    "PASS", "PASSCODE", "PASSPHRASE", "PASSPHRASES", "PASSWD", "PASSWORD", "PASSWORDS", "PASSWORT",
    "PW", "SECRET", "SECRETKEYBASE", "SECRETS", "TOKEN", "TOKENS",
  ]

  /// Words that name a secret at the end of a name.
  static let secretEndings: Set<String> = ["JWT", "PAT", "PEPPER", "PWD", "SALT"]

  /// Words before `KEY` that make it the name of something public.
  static let publicKeys: Set<String> = [
    "ANNOTATION", "AUTHORIZED", "BUCKET", "CACHE", "COMPOSITE", "CONFIG", "DEDUP", "DEDUPLICATION",
    "DISTRIBUTION", "EVENT", "FOREIGN", "GPG", "GROUP", "HOT", "IDEMPOTENCY", "INDEX", "KNOWN",
    "LABEL", "LOOKUP", "MAP", "MESSAGE", "META", "METADATA", "OBJECT", "PARTITION", "PRIMARY",
    "PROJECT", "PUB", "PUBLIC", "PUBLISHABLE", "REGISTRY", "ROUTING", "SETTING", "SHARD", "SITE",
    "SORT", "TAG", "TOPIC", "TRANSLATION", "TRUSTED", "UNIQUE",
  ]

  /// Last words of names that do not hold a secret, but describe its location or its use.
  static let harmlessEndings: Set<String> = [
    "AGE", "ALG", "ALGO", "ALGORITHM", "ALGORITHMS", "ALLOWED", "ARN", "ATTEMPTS", "AUDIENCE",
    "BACKEND", "BITS", "CHARS", "COLUMN", "COMPLEXITY", "COST", "COUNT", "CURVE", "DAYS", "DIR",
    "DIRECTORY", "DISABLED", "DRIVER", "DURATION", "ENABLED", "ENCODER", "ENCODING", "ENCRYPTION",
    "ENDPOINT", "EXP", "EXPIRATION", "EXPIRE", "EXPIRES", "EXPIRY", "FIELD", "FILE", "FILENAME",
    "FILEPATH", "FILES", "FOLDER", "FORMAT", "HASHER", "HASHERS", "HEADER", "HOURS", "INTERVAL",
    "ISSUER", "ITERATIONS", "LABEL", "LEEWAY", "LENGTH", "LIFESPAN", "LIFETIME", "LIMIT",
    "LOCATION", "MANAGER", "METHOD", "MILLISECONDS", "MINUTES", "MODE", "MOUNT", "MS", "NAME",
    "NAMES", "PARAM", "PARAMETER", "PATH", "PATHS", "PATTERN", "POLICY", "PREFIX", "PROMPT",
    "PROVIDER", "REALM", "REGEX", "REGEXP", "REQUIRED", "ROTATION", "ROUNDS", "SCOPE", "SCOPES",
    "SECONDS", "SIZE", "STDIN", "STORAGE", "STORE", "STRATEGY", "STRENGTH", "THRESHOLD", "TIMEOUT",
    "TTL", "TYPE", "TYPES", "URI", "URL", "VALIDITY", "VAULT", "VERSION",
  ]

  /// Words of names that count, or that switch something on, wherever they stand.
  static let harmlessWords: Set<String> = [
    "ALLOW", "DISABLE", "ENABLE", "HAS", "IS", "MAX", "MIN", "NUM", "ONETIME", "PER",
  ]

  private static let keyWords: Set<String> = ["KEY", "KEYS"]

  /// What stands before a glued `KEY`: `AUTHKEY`, but not `MONKEY`.
  private static let gluedKeys: Set<String> = [
    "ACCESS", "ACCOUNT", "AES", "API", "APP", "AUTH", "CRYPT", "DEPLOY", "ENC", "ENCRYPT",
    "ENCRYPTION", "FERNET", "HMAC", "JWT", "LICENSE", "MASTER", "PRIV", "PRIVATE", "RSA", "SECRET",
    "SECRETACCESS", "SERVICE", "SESSION", "SHARED", "SHAREDACCESS", "SIGN", "SIGNING", "SSH", "SSL",
    "STRIPE", "TLS",
  ]

  private static let gluedEndings = ["PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN"]

  private static let innocents: Set<String> = [
    "BYPASS", "COMPASS", "ENCOMPASS", "OLDPWD", "OVERPASS", "SURPASS", "TRESPASS", "UNDERPASS",
  ]

  private static func names(_ index: Int, _ words: [String]) -> Bool {
    let word = words[index]
    let before = index > 0 ? words[index - 1] : ""
    let after = index + 1 < words.count ? words[index + 1] : ""
    switch word {
    case "CREDENTIALS": return before != "APPLICATION"
    case "PASS": return after != "THROUGH"
    case "TOKENS":
      return !["COMPLETION", "CONTEXT", "INPUT", "OUTPUT", "PROMPT", "TOTAL"].contains(before)
    case _ where secretWords.contains(word): return true
    case "KEY", "KEYS": return namesKey(before, after)
    case "PWD": return !["", "HOST", "INIT", "LOCAL", "OLD"].contains(before) && after.isEmpty
    case _ where secretEndings.contains(word): return after.isEmpty
    case "AUTH": return namesAuth(before, after)
    case "BASICAUTH": return after == "USERS"
    case "USERS": return before == "AUTH" && index > 1 && words[index - 2] == "BASIC"
    case "COOKIE":
      return after.isEmpty && ["", "ERLANG", "SESSION", "SET"].contains(before)
    case "PHRASE", "SEED": return ["MASTER", "RECOVERY", "SEED", "TOTP", "WALLET"].contains(before)
    default: return isGlued(word)
    }
  }

  private static func namesKey(_ before: String, _ after: String) -> Bool {
    if before.isEmpty || publicKeys.contains(before) { return false }
    // The identifier of AWS's access key is guarded like the key.
    if after == "ID" { return before == "ACCESS" }
    return true
  }

  private static func namesAuth(_ before: String, _ after: String) -> Bool {
    if after == "CONFIG" { return before == "DOCKER" }
    let owners = ["BASIC", "HTTP", "NEO", "NPM", "PROXY", "J", "REDIS", "REDISCLI", "MASTER"]
    return after.isEmpty && owners.contains(before)
  }

  /// Whether a word is glued to one of a secret: `PGPASSWORD`, `DBPASS`, `ROOTPW`, `AUTHKEY`.
  private static func isGlued(_ word: String) -> Bool {
    if gluedEndings.contains(where: word.hasSuffix) { return true }
    if innocents.contains(word) { return false }
    if word.hasSuffix("PASS") || word.hasSuffix("PWD") { return true }
    if word.hasSuffix("PW") { return word.utf8.count >= 4 }
    return word.hasSuffix("KEY") && gluedKeys.contains(String(word.dropLast(3)))
  }

  private static func isHarmless(_ words: [String], after index: Int) -> Bool {
    if words.contains(where: harmlessWords.contains) { return true }
    if zip(words, words.dropFirst()).contains(where: { $0 == "RANDOM" && $1 == "ROOT" }) {
      return true
    }
    guard index + 1 < words.count, let last = words.last else { return false }
    return harmlessEndings.contains(last) || last == "IN" && words[words.count - 2] == "EXPIRES"
  }

  // MARK: Words

  /// In upper case.
  private static func words(of name: ArraySlice<UInt8>) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
    func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
    func end() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word = []
    }
    for index in name.indices {
      let byte = name[index]
      guard isUpper(byte) || isLower(byte) else {
        end()
        continue
      }
      if isUpper(byte), index > name.startIndex {
        let next = index + 1 < name.endIndex ? name[index + 1] : 0
        if isLower(name[index - 1]) || isUpper(name[index - 1]) && isLower(next) { end() }
      }
      word.append(byte & 0xDF)
    }
    end()
    return words
  }

  /// Whether three successive letters can begin or be in one of the words above. Most names end here.
  private static func mayBe(_ name: ArraySlice<UInt8>) -> Bool {
    var last = 0
    for byte in name {
      last = (last << 5 | Int(byte & 0x1F)) & 0x7FFF
      if trigrams[last] { return true }
    }
    return false
  }

  /// By three times five bits, in which upper and lower case are equal.
  private static let trigrams: [Bool] = {
    var table = Array(repeating: false, count: 1 << 15)
    for letters in [
      "API", "AUT", "BEA", "COO", "CRE", "JWT", "KEY", "MNE", "PAS", "PAT", "PEP", "PHR", "PWD",
      "SAL", "SEC", "SEE", "TOK", "USE",
    ] {
      table[letters.utf8.reduce(0) { $0 << 5 | Int($1 & 0x1F) }] = true
    }
    for first in 0..<32 { table[first << 10 | 16 << 5 | 23] = true }
    return table
  }()
}
