/// The types that a Swift file declares for others, and the capitalised names that stand in its code.
///
/// Comments and the texts of literals do not count, code inside an interpolation does. Only what stands outside of
/// any braces is declared for others, and only when it is not private. A name behind a dot belongs to what is before it.
struct SourceNames {
  private(set) var declared: Set<String> = []
  private(set) var named: Set<String> = []

  init(_ text: String) {
    var scanner = Scanner(bytes: Array(text.utf8))
    scanner.code(until: nil)
    var depth = 0
    var isPrivate = false
    for (index, token) in scanner.tokens.enumerated() {
      switch token {
      case "{": depth += 1
      case "}":
        depth -= 1
        isPrivate = false
      case "private", "fileprivate": if depth == 0 { isPrivate = true }
      case "struct", "enum", "class", "actor", "protocol", "typealias":
        guard depth == 0, index + 1 < scanner.tokens.count else { continue }
        if !isPrivate { declared.insert(scanner.tokens[index + 1]) }
        isPrivate = false
      case "func", "var", "let", "extension": if depth == 0 { isPrivate = false }
      default:
        let follows = index > 0 && scanner.tokens[index - 1] == "."
        if !follows, token.first?.isUppercase == true { named.insert(token) }
      }
    }
  }
}

/// Words, braces and dots of the code.
private struct Scanner {
  let bytes: [UInt8]
  private(set) var tokens: [String] = []
  private var index = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads code up to the end of the text, or past the bracket that closes an interpolation.
  mutating func code(until end: UInt8?) {
    var depth = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "/") where starts("//"): skip { $0 == UInt8(ascii: "\n") }
      case UInt8(ascii: "/") where starts("/*"): blockComment()
      case UInt8(ascii: "\""), UInt8(ascii: "#"): literal()
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "."):
        tokens.append(String(UnicodeScalar(byte)))
        index += 1
      case UInt8(ascii: "("):
        depth += 1
        index += 1
      case UInt8(ascii: ")"):
        index += 1
        if depth == 0, end == byte { return }
        depth -= 1
      default: if Self.isWord(byte) { word() } else { index += 1 }
      }
    }
  }

  private mutating func word() {
    let start = index
    skip { !Self.isWord($0) }
    tokens.append(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  private mutating func blockComment() {
    var depth = 0
    repeat {
      if starts("/*") {
        depth += 1
        index += 2
      } else if starts("*/") {
        depth -= 1
        index += 2
      } else {
        index += 1
      }
    } while depth > 0 && index < bytes.count
  }

  /// A text in quotes, of one line or several, raw or not; or the `#` of something else.
  private mutating func literal() {
    let start = index
    skip { $0 != UInt8(ascii: "#") }
    let hashes = String(repeating: "#", count: index - start)
    guard starts("\"") else { return }
    let quotes = starts("\"\"\"") ? "\"\"\"" : "\""
    index += quotes.utf8.count
    while index < bytes.count, !starts(quotes + hashes) {
      if starts("\\" + hashes + "(") {
        index += hashes.utf8.count + 2
        code(until: UInt8(ascii: ")"))
      } else {
        index += starts("\\" + hashes) ? hashes.utf8.count + 2 : 1
      }
    }
    index += quotes.utf8.count + hashes.utf8.count
  }

  private func starts(_ text: String) -> Bool {
    var position = index
    for byte in text.utf8 {
      guard position < bytes.count, bytes[position] == byte else { return false }
      position += 1
    }
    return true
  }

  private mutating func skip(until isEnd: (UInt8) -> Bool) {
    while index < bytes.count, !isEnd(bytes[index]) { index += 1 }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}
