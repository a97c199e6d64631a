/// Secrets that their own text gives away: issuers mark them, so that they are found where they leaked.
enum IssuedSecrets {
  /// The prefixes of secrets from known issuers.
  static let prefixes = [
    "AGE-SECRET-KEY-", "AIza", "AKIA", "ASIA", "CFPAT-", "GOCSPX-", "NRAK-", "PMAK-", "SG.",
    "dckr_pat_",
    "doo_v1_", "dop_v1_", "dp.pt.", "dp.st.", "eyJhbGciOi", "figd_", "ghp_", "gho_", "ghr_", "ghs_",
    "ghu_", "github_pat_", "glc_", "gldt-", "glpat-", "glrt-", "glsa_", "gsk_", "hf_", "hvb.",
    "hvs.",
    "lin_api_", "npm_", "ntn_", "nvapi-", "pypi-", "rk_live_", "rk_test_", "shpat_", "shpss_",
    "sk-",
    "sk_live_", "sk_test_", "sntrys_", "sntryu_", "sq0atp-", "tskey-", "whsec_", "xapp-",
    "xkeysib-",
    "xoxa-", "xoxb-", "xoxe.", "xoxp-", "xoxr-", "xoxs-", "ya29.",
  ]

  /// The beginnings of addresses whose path is a secret: hooks of chat services and APIs of bots.
  static let hooks = [
    "hooks.slack.com/services/", "hooks.slack.com/workflows/", "hooks.slack.com/triggers/",
    "discord.com/api/webhooks/", "discordapp.com/api/webhooks/", "webhook.office.com/webhookb2/",
    "outlook.office.com/webhook/", "chat.googleapis.com/v1/spaces/", "api.telegram.org/bot",
    "open.feishu.cn/open-apis/bot/v2/hook/", "hooks.zapier.com/hooks/catch/",
    "maker.ifttt.com/trigger/",
    "oapi.dingtalk.com/robot/",
  ]

  /// The secret path of an address; `nil` when it is not one of the addresses above.
  static func hookPath(_ address: ArraySlice<UInt8>) -> Range<Int>? {
    let host = address.prefix { $0 != UInt8(ascii: "/") }
    // The host may have a name in front, such as that of a team.
    for start in host.indices
    where start == host.startIndex || address[start - 1] == UInt8(ascii: ".") {
      for hook in hookTable where address[start...].starts(with: hook) {
        return start + hook.count < address.endIndex
          ? (start + hook.count)..<address.endIndex : nil
      }
    }
    return nil
  }

  private static let hookTable = hooks.map { Array($0.utf8) }

  /// The end of the issued secret at the index; `nil` when none begins there. Most words end this after two bytes.
  static func issuedEnd(_ bytes: Swift.Span<UInt8>, at index: Int) -> Int? {
    guard index + 1 < bytes.count,
      secondBytes[Int(bytes[index])] & bit(of: bytes[index + 1]) != 0
    else { return nil }
    for prefix in prefixTable[Int(bytes[index])] where holds(bytes, prefix.bytes, at: index) {
      let start = index + prefix.bytes.count
      let end = end(of: bytes, from: start, while: isOfToken)
      if prefix.accepts(bytes, start..<end) { return end }
    }
    return isWebToken(bytes, at: index) ? end(of: bytes, from: index, while: isOfToken) : nil
  }

  /// The end of a hashed password, as web servers and Unix keep it: `$2y$10$…`, `$apr1$…`, `{SHA}…`. In a Compose file
  /// each `$` is doubled. `nil` when none begins at the index.
  static func hashEnd(_ bytes: ArraySlice<UInt8>, at index: Int) -> Int? {
    let dollar = UInt8(ascii: "$")
    let isBraced = bytes[index] == UInt8(ascii: "{")
    let isDoubled = bytes[index...].dropFirst().first == dollar
    let start = index + (isDoubled ? 2 : 1)
    guard start < bytes.endIndex, isBraced || bytes[index] == dollar,
      index == bytes.startIndex || !isOfName(bytes[index - 1]) && bytes[index - 1] != dollar
    else { return nil }
    let label = bytes[start...].prefix(16).prefix { isOfName($0) }
    let rest = bytes[label.endIndex...]
    guard rest.first == (isBraced ? UInt8(ascii: "}") : dollar),
      hashes.contains(String(decoding: label, as: UTF8.self).lowercased())
    else { return nil }
    let body = rest.dropFirst()
    // Argon2 tells its costs after commas: `m=65540,t=3`.
    let end = body.indices.first { index in
      let isCost = bytes[index] == UInt8(ascii: ",") && bytes[index...].dropFirst(2).first == 0x3D
      return !isOfToken(bytes[index]) && bytes[index] != dollar && !isCost
    }
    return (end ?? bytes.endIndex) - label.endIndex >= 16 ? end ?? bytes.endIndex : nil
  }

  private static let hashes: Set<String> = [
    "1", "2a", "2b", "2x", "2y", "5", "6", "7", "apr1", "argon2d", "argon2i", "argon2id", "bcrypt",
    "crypt", "gy", "md5", "pbkdf2", "pbkdf2-sha256", "pbkdf2-sha512", "scrypt", "sha", "sha256",
    "sha512", "smd5", "ssha", "ssha256", "ssha512", "y",
  ]

  /// The end of a block such as `-----BEGIN PRIVATE KEY-----`; `nil` for one that is public, such as a certificate.
  static func privateBlockEnd(_ bytes: ArraySlice<UInt8>, at index: Int) -> Int? {
    let begin = "-----BEGIN".utf8
    guard bytes[index...].starts(with: begin) else { return nil }
    let labelStart = index + begin.count
    let label = bytes[labelStart...].prefix { $0 != UInt8(ascii: "-") && $0 != 0x0A }
    let words = String(decoding: label, as: UTF8.self)
    if publicBlocks.contains(where: words.contains) { return nil }
    let ending = Array("-----END".utf8)
    var search = label.endIndex
    while let dash = bytes[search...].firstIndex(of: UInt8(ascii: "-")) {
      if bytes[dash...].starts(with: ending) {
        let rest = bytes[(dash + ending.count)...].prefix { $0 != 0x0A }
        let close = rest.dropFirst().firstIndex(of: UInt8(ascii: "-")) ?? rest.endIndex
        return bytes[close...].prefix(5).prefix { $0 == UInt8(ascii: "-") }.endIndex
      }
      search = bytes[dash...].firstIndex { $0 != UInt8(ascii: "-") } ?? bytes.endIndex
    }
    return bytes.endIndex
  }

  private static let publicBlocks = [
    "CERTIFICATE", "PUBLIC KEY", "PARAMETERS", "SIGNATURE", "CRL", "SIGNED MESSAGE", "CSR",
  ]

  /// `header.payload.` of a JSON Web Token, whose header begins with `{"`.
  private static func isWebToken(_ bytes: Swift.Span<UInt8>, at index: Int) -> Bool {
    guard holds(bytes, webTokenStart, at: index) else { return false }
    let end = end(of: bytes, from: index, while: isOfName)
    return end - index >= 12 && end < bytes.count && bytes[end] == UInt8(ascii: ".")
      && holds(bytes, webTokenStart, at: end + 1)
  }

  private static let webTokenStart = Array("eyJ".utf8)

  private struct Prefix {
    var bytes: [UInt8]
    /// Some prefixes are also the beginnings of words, so that more must follow them.
    var countMin: Int
    var needsDigit: Bool
    var isUpper: Bool

    func accepts(_ bytes: Swift.Span<UInt8>, _ rest: Range<Int>) -> Bool {
      var index = rest.lowerBound
      var hasDigit = false
      while index < rest.upperBound {
        let isDigit = SecretScan.isDigit(bytes[index])
        if isUpper, !isDigit, !(0x41...0x5A).contains(bytes[index]) { break }
        hasDigit = hasDigit || isDigit
        index += 1
      }
      return index - rest.lowerBound >= countMin && (!needsDigit || hasDigit)
    }
  }

  private static let prefixTable: [[Prefix]] = {
    var table: [[Prefix]] = Array(repeating: [], count: 256)
    for text in prefixes {
      let isWordlike = ["sk-", "hf_", "AIza", "pypi-", "npm_", "SG."].contains(text)
      let isKey = text == "AKIA" || text == "ASIA"
      let prefix = Prefix(
        bytes: Array(text.utf8), countMin: isWordlike ? 16 : isKey ? 12 : 8,
        needsDigit: isWordlike || isKey, isUpper: isKey)
      table[Int(prefix.bytes[0])].append(prefix)
    }
    return table
  }()

  /// By the first byte of what is issued: a set of the second ones, in which some bytes are equal.
  private static let secondBytes: [UInt32] = {
    var sets: [UInt32] = Array(repeating: 0, count: 256)
    for text in prefixes.map({ Array($0.utf8) }) + [webTokenStart] {
      sets[Int(text[0])] |= bit(of: text[1])
    }
    return sets
  }()

  private static func bit(of byte: UInt8) -> UInt32 { 1 << UInt32(byte & 31) }

  private static func holds(_ bytes: Swift.Span<UInt8>, _ part: [UInt8], at start: Int) -> Bool {
    guard start + part.count <= bytes.count else { return false }
    for index in part.indices where bytes[start + index] != part[index] { return false }
    return true
  }

  private static func end(
    of bytes: Swift.Span<UInt8>, from start: Int, while isPart: (UInt8) -> Bool
  ) -> Int {
    var index = start
    while index < bytes.count, isPart(bytes[index]) { index += 1 }
    return index
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    SecretScan.isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  private static func isOfToken(_ byte: UInt8) -> Bool {
    isOfName(byte) || "./+=~|".utf8.contains(byte)
  }
}
