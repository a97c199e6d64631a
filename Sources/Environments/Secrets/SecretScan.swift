/// Finds the secret parts of a text in one pass.
struct SecretScan {
  let bytes: [UInt8]
  /// Whether `name: value` counts, as services print it, in texts where people also write sentences.
  let isProse: Bool
  private(set) var parts: [Range<Int>] = []
  private var index = 0
  var program = ProgramOptions.Program.other
  lazy var isWebKey = holds("\"kty\"") || holds("\\\"kty\\\"")

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
  static func canHoldSecret(_ text: Swift.Span<UInt8>) -> Bool {
    var last: UInt8 = 0x20
    for index in text.indices {
      let byte = text[index]
      switch byte {
      case 0x09, 0x0A, 0x20, UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "\""),
        UInt8(ascii: "<"):
        return true
      case UInt8(ascii: "/") where last == byte: return true
      case UInt8(ascii: "$"), UInt8(ascii: "{"):
        if last != UInt8(ascii: "$"), isHash(text, at: index) { return true }
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

  /// Whether a hashed password begins at the index. What follows the sign of a variable ends this after one byte.
  private static func isHash(_ text: Swift.Span<UInt8>, at index: Int) -> Bool {
    guard index + 1 < text.count,
      isAlphanumeric(text[index + 1]) || text[index + 1] == UInt8(ascii: "$")
    else { return false }
    let bytes = text.withUnsafeBufferPointer { Array($0) }
    return IssuedSecrets.hashEnd(bytes[...], at: index) != nil
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
    case UInt8(ascii: "{"):
      // ODBC quotes values with braces, and JSON has them.
      return last == UInt8(ascii: "}")
        && (text.dropFirst().first == first
          || text.dropFirst().dropLast().allSatisfy { isOfWord($0) || $0 == 0x20 })
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
      } else if !sign(byte) {
        index += 1
      }
    }
  }

  /// What begins with a character that belongs to no word; false when nothing does.
  private mutating func sign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "@"): driverPassword()
    case UInt8(ascii: "/"):
      guard let url = URLParts(bytes, slashes: index), let secret = url.secret else { return false }
      take(secret)
      return true
    case UInt8(ascii: "$"), UInt8(ascii: "{"):
      guard let end = IssuedSecrets.hashEnd(bytes[...], at: index) else { return false }
      take(index..<end)
      return true
    default: break
    }
    return false
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
      if isStart, let last = IssuedSecrets.issuedEnd(bytes.span, at: end) {
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
    } else if let colon = run.firstIndex(of: 0x3A), colon > start, colon + 1 < index,
      !run.contains(UInt8(ascii: "/")), Self.isServer(after),
      !Self.isPlaceholder(bytes[(colon + 1)..<index])
    {
      parts.append((colon + 1)..<index)
    }
  }

  /// Whether the text begins with `host:port/`, as a URL without a scheme does behind its `@`. A digest has no port.
  private static func isServer(_ text: ArraySlice<UInt8>) -> Bool {
    let host = text.prefix(256).prefix { isOfWord($0) }
    let rest = text[host.endIndex...]
    let port = rest.dropFirst().prefix(6).prefix { isDigit($0) }
    return !host.isEmpty && rest.first == 0x3A && (2...5).contains(port.count)
      && text[port.endIndex...].first == UInt8(ascii: "/")
  }

  private func holds(_ text: String) -> Bool { bytes.firstRange(of: text.utf8) != nil }

  static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  static func isOfWord(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }
}
