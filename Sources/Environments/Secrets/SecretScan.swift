/// Finds the secret parts of a text in one pass.
struct SecretScan {
  let bytes: [UInt8]
  /// Whether `name: value` counts, as services print it, in texts where people also write sentences.
  let isProse: Bool
  private(set) var parts: [Range<Int>] = []
  private var index = 0
  private var program = Program.other
  private lazy var isWebKey = holds("\"kty\"") || holds("\\\"kty\\\"")

  /// The command whose options are read: some of them have passwords under names that say nothing.
  private enum Program { case other, http, mysql, redis, mongo, sshpass }

  static func parts(of bytes: [UInt8], isProse: Bool) -> [Range<Int>] {
    var scan = SecretScan(bytes: bytes, isProse: isProse)
    scan.run()
    return joined(scan.parts)
  }

  private init(bytes: [UInt8], isProse: Bool) {
    self.bytes = bytes
    self.isProse = isProse
  }

  /// Whether a text is worth a scan; most values are single words, paths and numbers.
  static func canHoldSecret(_ text: ArraySlice<UInt8>) -> Bool {
    var last: UInt8 = 0x20
    for index in text.indices {
      let byte = text[index]
      switch byte {
      case 0x09, 0x0A, 0x20, UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "\""): return true
      case UInt8(ascii: "/") where last == byte: return true
      default: break
      }
      if !isAlphanumeric(last), last != UInt8(ascii: "_"),
        IssuedSecrets.issuedEnd(text, at: index) != nil
      {
        return true
      }
      last = byte
    }
    return false
  }

  /// Whether a text only stands for a secret: `${PW}`, `$PW`, `$(cat file)`, `{{ .PW }}`, `{captured}`, `<password>`.
  static func isPlaceholder(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, let last = text.last else { return true }
    switch first {
    case UInt8(ascii: "$"):
      let name = text.dropFirst()
      if name.first == UInt8(ascii: "(") { return true }
      if name.first == UInt8(ascii: "{") {
        return name.dropFirst().dropLast().allSatisfy { isOfVariable($0) }
          && last == UInt8(ascii: "}")
      }
      return !name.isEmpty && name.allSatisfy { isOfVariable($0) && !(0x61...0x7A).contains($0) }
    case UInt8(ascii: "{"): return last == UInt8(ascii: "}")
    case UInt8(ascii: "<"): return last == UInt8(ascii: ">")
    case UInt8(ascii: "*"): return text.allSatisfy { $0 == first }
    case MaskedText.standInByte: return MaskedText.areStandIns(text)
    default: return text.starts(with: "•••".utf8)
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  private static func isOfVariable(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: "_")
  }

  private static func joined(_ parts: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for part in parts.sorted(by: { $0.lowerBound < $1.lowerBound }) where !part.isEmpty {
      if let last = result.last, last.upperBound >= part.lowerBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, part.upperBound)
      } else {
        result.append(part)
      }
    }
    return result
  }

  // MARK: Words

  private mutating func run() {
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "-"), let end = IssuedSecrets.privateBlockEnd(bytes[...], at: index) {
        take(index..<end)
      } else if Self.isOfWord(byte) {
        word()
      } else {
        if byte == UInt8(ascii: "@") { driverPassword() }
        index += 1
      }
    }
  }

  private mutating func take(_ part: Range<Int>) {
    parts.append(part)
    index = max(index + 1, part.upperBound)
  }

  private mutating func word() {
    let start = index
    var end = start
    var isStart = true
    while end < bytes.count, Self.isOfWord(bytes[end]) {
      if isStart, let last = IssuedSecrets.issuedEnd(bytes[...], at: end) {
        return take(end..<last)
      }
      isStart = bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: ".")
      end += 1
    }
    if end < bytes.count, bytes[end] == UInt8(ascii: ":"), let url = URLParts(bytes, colon: end) {
      return take(url, from: end)
    }
    if let part = value(of: start..<end) { return take(part) }
    notice(start..<end)
    index = end
  }

  private mutating func take(_ url: URLParts, from colon: Int) {
    index = max(url.authority.upperBound, colon + 1)
    if let secret = url.secret { parts.append(secret) }
    if let path = IssuedSecrets.hookPath(bytes[url.authority.lowerBound..<url.end]) { take(path) }
  }

  /// The password before `@tcp(` and similar: `user:password@tcp(db:3306)/x`, `user/password@//db/x`.
  private mutating func driverPassword() {
    let after = bytes[(index + 1)...]
    let isDriver = ["tcp(", "unix(", "tcp6(", "//", "("].contains { after.starts(with: $0.utf8) }
    let reach = max(0, index - 256)
    let start =
      bytes[reach..<index].lastIndex { $0 <= 0x20 || "\"'=,".utf8.contains($0) }.map { $0 + 1 }
      ?? reach
    let run = bytes[start..<index]
    if run.starts(with: "jdbc:oracle:".utf8) {
      guard let slash = run.firstIndex(of: UInt8(ascii: "/")) else { return }
      parts.append((slash + 1)..<index)
    } else if isDriver, let parting = run.firstIndex(where: { $0 == 0x3A || $0 == 0x2F }) {
      if !run[(parting + 1)...].starts(with: "//".utf8) { parts.append((parting + 1)..<index) }
    }
  }

  // MARK: Values

  /// The range of the value that follows a name; `nil` when the name is not that of a secret, or has no value.
  private mutating func value(of word: Range<Int>) -> Range<Int>? {
    if let glued = gluedValue(of: word) { return glued }
    let end = word.upperBound
    var at = end
    if at < bytes.count, bytes[at] == UInt8(ascii: "\\") { at += 1 }
    let isQuoted = at < bytes.count && Self.isQuote(bytes[at])
    at = isQuoted ? at + 1 : end
    let gap = at
    skipSpaces(&at)
    guard at < bytes.count else { return nil }
    switch bytes[at] {
    case UInt8(ascii: "="), UInt8(ascii: ":"):
      let isColon = bytes[at] == UInt8(ascii: ":")
      guard isName(word, isQuoted: isQuoted) else { return nil }
      if isColon, !isQuoted, !isProse, !isHeader(word) { return nil }
      at += 1
      if isColon, at < bytes.count, bytes[at] == UInt8(ascii: "=") { at += 1 }
      skipSpaces(&at)
      if isAuthorization(word) { return authorization(from: at) }
      return plainValue(from: at, before: word.lowerBound, isMember: isQuoted)
    case _ where at > gap && !isQuoted: return spacedValue(of: word, from: at)
    default: return nil
    }
  }

  /// The value of a name with only white space between them: `--password x`, `Bearer x`, `PASSWORD 'x'`.
  private func spacedValue(of word: Range<Int>, from start: Int) -> Range<Int>? {
    let name = bytes[word]
    // Most words of a sentence end here.
    let isCandidate = name.first == UInt8(ascii: "-") || Self.isQuote(bytes[start])
    guard isCandidate || [5, 6, 10, 11].contains(name.count) else { return nil }
    let lower = String(decoding: name, as: UTF8.self).lowercased()
    if lower == "bearer" || lower == "basic" {
      let part = token(from: start)
      return Self.isTokenLike(bytes[part]) ? part : nil
    }
    if name.first == UInt8(ascii: "-") {
      if bytes[start] == UInt8(ascii: "-") { return nil }
      if SecretPatterns.isSecret(name: name) {
        return plainValue(from: start, before: word.lowerBound, isMember: false)
      }
      return optionValue(lower, from: start)
    }
    if lower == "requirepass" || lower == "masterauth" {
      return plainValue(from: start, before: word.lowerBound, isMember: false)
    }
    guard Self.isQuote(bytes[start]),
      SecretPatterns.isSecret(name: name) || lower == "by" && isSQL(word)
    else { return nil }
    return plainValue(from: start, before: word.lowerBound, isMember: false)
  }

  /// The value of an option whose name says nothing.
  private func optionValue(_ option: String, from start: Int) -> Range<Int>? {
    switch (program, option) {
    case (.http, "-u"), (.http, "--user"), (.http, "--proxy-user"):
      guard let value = plainValue(from: start, before: start, isMember: false),
        let colon = bytes[value].firstIndex(of: UInt8(ascii: ":")), colon + 1 < value.upperBound
      else { return nil }
      let password = (colon + 1)..<value.upperBound
      return Self.isPlaceholder(bytes[password]) ? nil : password
    case (.redis, "-a"), (.mongo, "-p"), (.sshpass, "-p"):
      return plainValue(from: start, before: start, isMember: false)
    default: return nil
    }
  }

  /// The password in `-psecret`, as clients of MySQL take it.
  private func gluedValue(of word: Range<Int>) -> Range<Int>? {
    guard program == .mysql || program == .sshpass,
      bytes[word].starts(with: "-p".utf8),
      word.lowerBound == 0 || bytes[word.lowerBound - 1] <= 0x20
    else { return nil }
    let start = word.lowerBound + 2
    guard start < bytes.count, bytes[start] > 0x20 else { return nil }
    return plainValue(from: start, before: start, isMember: false)
  }

  private func plainValue(from start: Int, before name: Int, isMember: Bool) -> Range<Int>? {
    SecretValue(bytes, before: name, isMember: isMember).range(from: start)
  }

  /// The credentials of `Authorization: Bearer x`, without the scheme.
  private func authorization(from start: Int) -> Range<Int>? {
    guard start < bytes.count else { return nil }
    var at = start
    if Self.isQuote(bytes[at]) { at += 1 }
    let scheme = bytes[at...].prefix { Self.isOfWord($0) }
    var after = scheme.endIndex
    skipSpaces(&after)
    let isScheme = after > scheme.endIndex && after < bytes.count
    let lower = String(decoding: scheme, as: UTF8.self).lowercased()
    let line =
      at..<(bytes[at...].firstIndex { $0 == 0x0A || $0 == 0x0D || Self.isQuote($0) } ?? bytes.count)
    let part: Range<Int>
    if isScheme, ["bearer", "basic", "token", "apikey", "negotiate"].contains(lower) {
      part = token(from: after)
    } else if isScheme, ["digest", "hawk"].contains(lower) || lower.hasPrefix("aws") {
      part = after..<line.upperBound
    } else {
      part = token(from: at)
    }
    return part.isEmpty || Self.isPlaceholder(bytes[part]) ? nil : part
  }

  private func token(from start: Int) -> Range<Int> {
    let end =
      bytes[start...].firstIndex { $0 <= 0x20 || "\"'`\\,;".utf8.contains($0) } ?? bytes.count
    return start..<end
  }

  // MARK: Names

  private mutating func isName(_ word: Range<Int>, isQuoted: Bool) -> Bool {
    let name = bytes[word]
    if SecretPatterns.isSecret(name: name) { return true }
    guard isQuoted else { return false }
    if name.elementsEqual("auth".utf8) { return true }
    // The private members of a JSON Web Key.
    let isShort =
      name.count <= 2
      && ["d", "p", "q", "dp", "dq", "qi", "k"].contains { name.elementsEqual($0.utf8) }
    return isShort && isWebKey
  }

  private func isAuthorization(_ word: Range<Int>) -> Bool {
    let name = bytes[word]
    return name.count >= 13 && name.suffix(13).map { $0 | 0x20 }.elementsEqual("authorization".utf8)
  }

  /// Whether a name with a colon is that of a header, not a word of a sentence.
  private func isHeader(_ word: Range<Int>) -> Bool {
    isAuthorization(word) || bytes[word].starts(with: "X-".utf8)
      || bytes[word].starts(with: "x-".utf8)
  }

  /// Whether the word before is `IDENTIFIED`.
  private func isSQL(_ word: Range<Int>) -> Bool {
    let before = bytes[..<word.lowerBound].suffix(11).map { $0 | 0x20 }
    return before.elementsEqual("identified ".utf8)
  }

  private mutating func notice(_ word: Range<Int>) {
    let name = bytes[word]
    guard let first = name.first, "cwmrsxh".utf8.contains(first) else { return }
    switch String(decoding: name, as: UTF8.self) {
    case "curl", "wget", "http", "https", "xh": program = .http
    case "redis-cli": program = .redis
    case "sshpass": program = .sshpass
    case let text where text.hasPrefix("mysql") || text.hasPrefix("mariadb"): program = .mysql
    case let text where text.hasPrefix("mongo"): program = .mongo
    default: break
    }
  }

  private func skipSpaces(_ at: inout Int) {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
  }

  private func holds(_ text: String) -> Bool { bytes.firstRange(of: text.utf8) != nil }

  /// Whether a word after `Basic` or `Bearer` is not one of a sentence.
  private static func isTokenLike(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count >= 4, !isPlaceholder(word) else { return false }
    let isMixed =
      word.dropFirst().contains { (0x41...0x5A).contains($0) } && word.contains { $0 > 0x60 }
    return isMixed || word.count >= 20 || word.contains(where: isDigit)
      || word.dropLast().contains { "._=+/-".utf8.contains($0) }
  }

  static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }
}
