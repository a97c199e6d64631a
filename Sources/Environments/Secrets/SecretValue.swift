/// Finds where the value of a secret's name ends. What surrounds it decides which characters belong to it.
struct SecretValue {
  private let bytes: [UInt8]
  /// The separator before the name, such as the `;` of a connection string.
  private let separator: UInt8
  /// Whether the name is quoted, as in JSON.
  private let isMember: Bool
  /// Whether a number may be the secret.
  private let isPassword: Bool

  init(_ bytes: [UInt8], before name: Int, isMember: Bool, isPassword: Bool) {
    self.bytes = bytes
    self.isMember = isMember
    self.isPassword = isPassword
    separator = Self.separator(bytes, before: name)
  }

  /// Only connection strings have spaces between `;` and a name; in a command a word ends at a space.
  private static func separator(_ bytes: [UInt8], before name: Int) -> UInt8 {
    let semicolon = UInt8(ascii: ";")
    guard let last = bytes[..<name].lastIndex(where: { $0 != 0x20 }) else { return 0 }
    guard last < name - 1, bytes[last] == semicolon else { return name > 0 ? bytes[name - 1] : 0 }
    let item = bytes[..<last].suffix(64)
    let start = item.lastIndex { $0 == semicolon || $0 == 0x0A || SecretScan.isQuote($0) }
    let own = item[(start.map { $0 + 1 } ?? item.startIndex)...]
    guard let sign = own.firstIndex(of: UInt8(ascii: "=")) else { return 0x20 }
    return own[sign...].contains(0x20) || !own[..<sign].allSatisfy(isOfName) ? 0x20 : semicolon
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    SecretScan.isAlphanumeric(byte) || byte == 0x20 || byte == UInt8(ascii: "_")
  }

  /// `nil` for no value, and for one that only stands in place of a secret.
  func range(from start: Int) -> Range<Int>? {
    guard start < bytes.count else { return nil }
    var start = start
    let escapes = bytes[start...].prefix { $0 == UInt8(ascii: "\\") }
    let isEscaped = escapes.endIndex < bytes.count && isQuote(bytes[escapes.endIndex])
    if isEscaped { start = escapes.endIndex }
    let isBraced = bytes[start] == UInt8(ascii: "{") && bytes[start...].dropFirst().first != 0x7B
    let range: Range<Int>
    if SecretScan.isQuote(bytes[start]) {
      range = quoted(from: start + 1, by: bytes[start], escapes: escapes.count)
    } else if isBraced, isInConnection(from: start) {
      range = braced(from: start + 1)
      return range.isEmpty ? nil : range
    } else if isMember, bytes[start] == UInt8(ascii: "[") {
      range = start..<(bytes[start...].firstIndex(of: UInt8(ascii: "]")) ?? bytes.count)
    } else if isMember, isLiteral(from: start) || bytes[start] == UInt8(ascii: "{") {
      return nil
    } else {
      range = start..<end(from: start)
    }
    return range.isEmpty || SecretScan.isPlaceholder(bytes[range]) ? nil : range
  }

  private func isLiteral(from start: Int) -> Bool {
    let word = bytes[start...].prefix(6).prefix { SecretScan.isOfWord($0) }
    if ["null", "true", "false"].contains(where: { word.elementsEqual($0.utf8) }) { return true }
    // A short number counts something: `"tokens": 3`.
    return !isPassword && (1...4).contains(word.count) && word.allSatisfy(SecretScan.isDigit)
  }

  /// - Parameter escapes: the number of backslashes before the quote, as in JSON within JSON. More of them are before a
  ///   quote that belongs to the value.
  private func quoted(from start: Int, by quote: UInt8, escapes: Int) -> Range<Int> {
    var index = start
    var run = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\") {
        run += 1
      } else {
        let isEnd = escapes == 0 ? run % 2 == 0 : run <= escapes
        if bytes[index] == quote, isEnd { return start..<(escapes == 0 ? index : index - run) }
        run = 0
      }
      index += 1
    }
    return start..<bytes.count
  }

  /// What ODBC quotes with braces, in which `}}` is one brace.
  private func braced(from start: Int) -> Range<Int> {
    let brace = UInt8(ascii: "}")
    var index = start
    while index < bytes.count {
      if bytes[index] == brace {
        guard index + 1 < bytes.count, bytes[index + 1] == brace else { return start..<index }
        index += 1
      }
      index += 1
    }
    return start..<bytes.count
  }

  /// Whether the value is an item of `name=value;name=value`, by what stands before its name, or by the next item.
  private func isInConnection(from start: Int) -> Bool {
    if separator == UInt8(ascii: ";") { return true }
    guard separator == 0 || isQuote(separator) else { return false }
    let start = bytes[start] == UInt8(ascii: "{") ? braced(from: start + 1).upperBound : start
    let item = bytes[start...].prefix(128).prefix { $0 != 0x0A && !isQuote($0) }
    guard let end = item.firstIndex(of: UInt8(ascii: ";")) else { return false }
    return end + 1 < bytes.count && bytes[end + 1] != 0x20 && isParting(at: end)
  }

  private func end(from start: Int) -> Int {
    if isInConnection(from: start) {
      return bytes[start...].indices.first { index in
        bytes[index] == 0x0A || bytes[index] == UInt8(ascii: ";")
          || isQuote(bytes[index]) && isClosing(at: index)
      } ?? bytes.count
    }
    var index = start
    while index < bytes.count {
      if let placeholder = placeholderEnd(from: index) {
        index = placeholder
      } else if ends(at: index) {
        break
      } else {
        index += 1
      }
    }
    return index
  }

  /// Whether a quote ends what is around the value, and is not a character of it.
  private func isClosing(at index: Int) -> Bool {
    index + 1 == bytes.count || bytes[index + 1] <= 0x20
      || ",;)]}\\<".utf8.contains(bytes[index + 1])
  }

  /// The limit of what stands in place of a secret.
  private static let placeholderMax = 256

  /// The end of `${…}`, `$(…)`, `{{…}}` or `{…}`, whose inside may hold spaces; `nil` when none begins here.
  private func placeholderEnd(from start: Int) -> Int? {
    let isBrace = bytes[start] == UInt8(ascii: "{")
    guard isBrace || bytes[start] == UInt8(ascii: "$") else { return nil }
    let first = isBrace ? start : start + 1
    guard first < bytes.count, isBrace || "{(".utf8.contains(bytes[first]) else { return nil }
    let open = bytes[first]
    let close = open == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")
    var depth = 0
    for index in first..<min(bytes.count, first + Self.placeholderMax) {
      if bytes[index] == open { depth += 1 }
      if bytes[index] == close { depth -= 1 }
      if depth == 0 { return index + 1 }
    }
    return nil
  }

  private func ends(at index: Int) -> Bool {
    let byte = bytes[index]
    switch byte {
    case 0x20: return index == 0 || bytes[index - 1] != UInt8(ascii: "\\")
    case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return true
    case UInt8(ascii: "\\"): return index + 1 < bytes.count && isQuote(bytes[index + 1])
    case UInt8(ascii: "&"), UInt8(ascii: "#"):
      return separator == UInt8(ascii: "?") || separator == UInt8(ascii: "&")
        || byte == UInt8(ascii: "&") && isParting(at: index)
    case UInt8(ascii: ","), UInt8(ascii: ";"): return isParting(at: index)
    case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"):
      return index + 1 == bytes.count || bytes[index + 1] <= 0x20
        || ",;}])\"'".utf8.contains(bytes[index + 1])
    default: return false
    }
  }

  /// Whether the character ends an item of a list, and is not part of the value: the next item has a name, or none
  /// follows.
  private func isParting(at index: Int) -> Bool {
    guard index + 1 < bytes.count else { return true }
    let next = bytes[index + 1]
    if next <= 0x20 || isQuote(next) || next == bytes[index] { return true }
    let name = bytes[(index + 1)...].prefix(64).prefix {
      SecretScan.isAlphanumeric($0) || "_-.".utf8.contains($0)
        || $0 == 0x20 && bytes[index] == UInt8(ascii: ";")
    }
    return !name.isEmpty && name.endIndex < bytes.count && "=:".utf8.contains(bytes[name.endIndex])
  }

  private func isQuote(_ byte: UInt8) -> Bool { SecretScan.isQuote(byte) }
}
