extension SecretScan {
  /// The range of the value that follows a name; `nil` when the name is not that of a secret, or has no value.
  mutating func value(of word: Range<Int>) -> Range<Int>? {
    if let glued = gluedValue(of: word) { return glued }
    let end = word.upperBound
    var at = end
    while at < bytes.count, bytes[at] == UInt8(ascii: "\\") { at += 1 }
    let isQuoted = at < bytes.count && Self.isQuote(bytes[at])
    at = isQuoted ? at + 1 : end
    let gap = at
    skipSpaces(&at)
    guard at < bytes.count else { return nil }
    if let sign = codeSign(from: at, isQuoted: isQuoted) { at = sign }
    switch bytes[at] {
    case UInt8(ascii: "="), UInt8(ascii: ":"):
      return assignedValue(of: word, at: at, isQuoted: isQuoted)
    case UInt8(ascii: ">") where !isQuoted: return elementValue(of: word, from: at)
    case UInt8(ascii: ",") where isQuoted && bytes[word.lowerBound] == UInt8(ascii: "-"):
      // A command as a list: `["--password", "x"]`.
      at += 1
      skipSpaces(&at)
      guard at < bytes.count, Self.isQuote(bytes[at]) else { return nil }
      return optionValue(of: word, from: at)
    default:
      if isPairName(word), let part = pairValue(of: word, from: gap) { return part }
      return at > gap && !isQuoted ? spacedValue(of: word, from: at) : nil
    }
  }

  /// The value behind `=` or `:`.
  private mutating func assignedValue(
    of word: Range<Int>, at sign: Int, isQuoted: Bool
  ) -> Range<Int>? {
    let isColon = bytes[sign] == UInt8(ascii: ":")
    var start = isColon ? sign + 1 : endOfSign(from: sign)
    // `${NAME:-}` has an empty default.
    if isColon, bytes[start...].starts(with: "-}".utf8) { return nil }
    if isColon, !isQuoted, !isProse, !isHeader(word) { return nil }
    if isColon, start < bytes.count, bytes[start] == UInt8(ascii: "=") { start += 1 }
    skipSpaces(&start)
    if isQuoted || bytes[start - 1] == 0x20 { skipLetter(&start) }
    if isAuthorization(word) { return authorization(from: start) }
    if !isColon, ProgramOptions.takesAccount(bytes[word], of: program) {
      return accountValue(from: start)
    }
    if let part = namedValue(of: word, from: start, isMember: isQuoted) { return part }
    guard isOtherName(word, isQuoted: isQuoted),
      let part = plainValue(from: start, before: word.lowerBound, isMember: isQuoted)
    else { return nil }
    return isQuoted || isOpening(word, bytes[part]) ? part : nil
  }

  /// The value of a name with the words of a secret, unless it is plainly something else.
  private func namedValue(of word: Range<Int>, from start: Int, isMember: Bool) -> Range<Int>? {
    guard let name = SecretName(bytes[word]),
      let part = plainValue(
        from: start, before: word.lowerBound, isMember: isMember, isPassword: name.isPassword)
    else { return nil }
    // Between the items of a connection string there is no working directory.
    let isItem = word.lowerBound > 0 && bytes[word.lowerBound - 1] == UInt8(ascii: ";")
    if name.kind == .directory, isItem { return part }
    return PlainValue.isPlain(bytes[part], under: name) ? nil : part
  }

  /// The value of a name with only white space between them: `--password x`, `Bearer x`, `PASSWORD 'x'`.
  private func spacedValue(of word: Range<Int>, from start: Int) -> Range<Int>? {
    let name = bytes[word]
    // Most words of a sentence end here.
    let isCandidate =
      name.first == UInt8(ascii: "-") || Self.isQuote(bytes[start]) || isElement(word)
    guard isCandidate || [5, 6, 8, 10, 11].contains(name.count) else { return nil }
    let lower = String(decoding: name, as: UTF8.self).lowercased()
    if lower == "bearer" || lower == "basic" {
      let part = token(from: start)
      return Self.isTokenLike(bytes[part]) ? part : nil
    }
    if isElement(word) {
      guard let end = bytes[start...].prefix(256).firstIndex(of: UInt8(ascii: ">")) else {
        return nil
      }
      return elementValue(of: word, from: end)
    }
    if name.first == UInt8(ascii: "-") {
      return bytes[start] == UInt8(ascii: "-") ? nil : optionValue(of: word, from: start)
    }
    if lower == "requirepass" || lower == "masterauth" || lower == "password" && isOfNetrc(word) {
      return plainValue(from: start, before: word.lowerBound, isMember: false)
    }
    guard Self.isQuote(bytes[start]) else { return nil }
    if lower == "by", isSQL(word) {
      return plainValue(from: start, before: word.lowerBound, isMember: false)
    }
    return namedValue(of: word, from: start, isMember: false)
  }

  /// The value of an option, whose name may say nothing.
  private func optionValue(of word: Range<Int>, from start: Int) -> Range<Int>? {
    let option = bytes[word]
    if ProgramOptions.takesAccount(option, of: program) { return accountValue(from: start) }
    if ProgramOptions.takesPassword(option, of: program) {
      return plainValue(from: start, before: start, isMember: false)
    }
    return namedValue(of: word, from: start, isMember: false)
  }

  /// The password of `user:password`.
  private func accountValue(from start: Int) -> Range<Int>? {
    guard let value = plainValue(from: start, before: start, isMember: false),
      let colon = bytes[value].firstIndex(of: UInt8(ascii: ":")), colon + 1 < value.upperBound
    else { return nil }
    let password = (colon + 1)..<value.upperBound
    return Self.isPlaceholder(bytes[password]) ? nil : password
  }

  /// The text of `<password>x</password>`, whose first tag ends at the index.
  private func elementValue(of word: Range<Int>, from end: Int) -> Range<Int>? {
    guard isElement(word), let name = SecretName(bytes[word]) else { return nil }
    let opening = "<![CDATA[".utf8
    var start = end + 1
    if bytes[start...].starts(with: opening) { start += opening.count }
    let close = bytes[start...].firstIndex { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "]") }
    let part = start..<(close ?? bytes.count)
    let text = bytes[part]
    return Self.isPlaceholder(text) || text.allSatisfy { $0 <= 0x20 }
      || PlainValue.isPlain(text, under: name) ? nil : part
  }

  /// The value of a pair that tells its name apart: `name="password" value="x"`, `name: PASSWORD` above `value: x`.
  private func pairValue(of word: Range<Int>, from gap: Int) -> Range<Int>? {
    var at = gap
    while at < bytes.count, bytes[at] <= 0x20 || ",\\".utf8.contains(bytes[at]) { at += 1 }
    if at < bytes.count, Self.isQuote(bytes[at]) { at += 1 }
    guard bytes[at...].starts(with: "value".utf8) else { return nil }
    at += 5
    while at < bytes.count, Self.isQuote(bytes[at]) || bytes[at] == UInt8(ascii: "\\") { at += 1 }
    skipSpaces(&at)
    guard at < bytes.count, "=:".utf8.contains(bytes[at]) else { return nil }
    at += 1
    skipSpaces(&at)
    return namedValue(of: word, from: at, isMember: false)
  }

  /// The password in `-psecret`, as clients of MySQL take it, or in `-uname:secret` of curl.
  private func gluedValue(of word: Range<Int>) -> Range<Int>? {
    if program == .http, word.count > 2, bytes[word].starts(with: "-u".utf8) {
      return accountValue(from: word.lowerBound + 2)
    }
    guard program == .mysql || program == .sshpass,
      bytes[word].starts(with: "-p".utf8),
      word.lowerBound == 0 || bytes[word.lowerBound - 1] <= 0x20
    else { return nil }
    let start = word.lowerBound + 2
    guard start < bytes.count, bytes[start] > 0x20 else { return nil }
    return plainValue(from: start, before: start, isMember: false)
  }

  private func plainValue(
    from start: Int, before name: Int, isMember: Bool, isPassword: Bool = false
  ) -> Range<Int>? {
    SecretValue(bytes, before: name, isMember: isMember, isPassword: isPassword).range(from: start)
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
    return part.isEmpty || Self.isPlaceholder(bytes[part]) || PlainValue.isSwitch(bytes[part])
      ? nil : part
  }

  private func token(from start: Int) -> Range<Int> {
    let end =
      bytes[start...].firstIndex { $0 <= 0x20 || "\"'`\\,;".utf8.contains($0) } ?? bytes.count
    return start..<end
  }

  private func skipSpaces(_ at: inout Int) {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
  }

  /// Whether a word after `Basic` or `Bearer` is not one of a sentence.
  private static func isTokenLike(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count >= 4, word.first != UInt8(ascii: "-"), !isPlaceholder(word) else {
      return false
    }
    let isMixed =
      word.dropFirst().contains { (0x41...0x5A).contains($0) } && word.contains { $0 > 0x60 }
    return isMixed || word.count >= 20 || word.contains(where: isDigit)
      || word.dropLast().contains { "._=+/-".utf8.contains($0) }
  }
}
