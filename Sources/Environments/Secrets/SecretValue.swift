/// Finds where the value of a secret's name ends. What surrounds it decides which characters belong to it.
struct SecretValue {
  private let bytes: [UInt8]
  /// The separator before the name, such as the `;` of a connection string.
  private let separator: UInt8
  /// Whether the name is quoted, as in JSON.
  private let isMember: Bool

  init(_ bytes: [UInt8], before name: Int, isMember: Bool) {
    self.bytes = bytes
    self.isMember = isMember
    separator = name > 0 ? bytes[name - 1] : 0
  }

  /// `nil` for no value, and for one that only stands in place of a secret.
  func range(from start: Int) -> Range<Int>? {
    guard start < bytes.count else { return nil }
    var start = start
    let isEscaped = bytes[start] == UInt8(ascii: "\\")
    if isEscaped, start + 1 < bytes.count, SecretScan.isQuote(bytes[start + 1]) { start += 1 }
    let range: Range<Int>
    if SecretScan.isQuote(bytes[start]) {
      range = quoted(from: start + 1, by: bytes[start], isEscaped: isEscaped)
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
    if ["null", "true", "false"].contains(where: { bytes[start...].starts(with: $0.utf8) }) {
      return true
    }
    // A short number counts something: `"tokens": 3`.
    return (1...4).contains(bytes[start...].prefix(5).prefix(while: SecretScan.isDigit).count)
  }

  private func quoted(from start: Int, by quote: UInt8, isEscaped: Bool) -> Range<Int> {
    var index = start
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
        if isEscaped, bytes[index + 1] == quote { return start..<index }
        index += 1
      } else if bytes[index] == quote {
        return start..<index
      }
      index += 1
    }
    return start..<bytes.count
  }

  private func end(from start: Int) -> Int {
    if separator == UInt8(ascii: ";") {
      return bytes[start...].firstIndex { $0 == 0x0A || $0 == UInt8(ascii: ";") || isQuote($0) }
        ?? bytes.count
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
    case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return true
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
