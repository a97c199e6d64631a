/// Reads the words, braces and dots of Swift code, and the texts of its literals.
struct SwiftScanner {
  /// A literal, or several that `+` joins. An interpolation is shown as `\(…)`.
  struct Text {
    var text: String
    /// The function that has the literal as an argument; `==` or `case` when a value is compared with it.
    var context: String
    fileprivate var end: Int
  }

  let bytes: [UInt8]
  private(set) var tokens: [String] = []
  private(set) var texts: [Text] = []
  private var index = 0
  /// The functions whose arguments are being read.
  private var calls: [String] = []

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
        calls.append(index > 0 && Self.isWord(bytes[index - 1]) ? tokens.last ?? "" : "")
        depth += 1
        index += 1
      case UInt8(ascii: ")"):
        index += 1
        if depth == 0, end == byte { return }
        _ = calls.popLast()
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

  /// Reads a literal of one line or several, raw or not, or a `#` that begins no literal.
  private mutating func literal() {
    let start = index
    skip { $0 != UInt8(ascii: "#") }
    let hashes = String(repeating: "#", count: index - start)
    guard starts("\"") else { return }
    let context = context(at: start)
    // Three quotation marks open a block only at the end of a line: `#"""#` is one quotation mark.
    let quotes = starts("\"\"\"\n") ? "\"\"\"" : "\""
    index += quotes.utf8.count
    // Literals inside an interpolation come before the literal that holds them.
    var text: [UInt8] = []
    while index < bytes.count, !starts(quotes + hashes) {
      if starts("\\" + hashes + "(") {
        index += hashes.utf8.count + 2
        calls.append("")
        code(until: UInt8(ascii: ")"))
        _ = calls.popLast()
        text += Array("\\(…)".utf8)
      } else {
        let count = min(
          starts("\\" + hashes) ? hashes.utf8.count + 2 : 1, bytes.count - index)
        text += bytes[index..<index + count]
        index += count
      }
    }
    index += quotes.utf8.count + hashes.utf8.count
    let raw = String(decoding: text, as: UTF8.self)
    add(
      quotes.utf8.count == 3 ? Self.unfolded(raw) : raw.replacing("\\\"", with: "\""),
      from: start, in: context)
  }

  /// Joins a literal to the one before it when only a `+` stands between them.
  private mutating func add(_ text: String, from start: Int, in context: String) {
    if let last = texts.last, last.end < start,
      bytes[last.end..<start].allSatisfy({ Self.isBlank($0) || $0 == UInt8(ascii: "+") })
    {
      texts[texts.count - 1].text += text
      texts[texts.count - 1].end = index
    } else {
      texts.append(Text(text: text, context: context, end: index))
    }
  }

  private func context(at start: Int) -> String {
    let before = bytes[..<start].last { !Self.isBlank($0) }
    let operators = bytes[..<start].suffix(3).prefix(2)
    if before == UInt8(ascii: "="),
      operators.first == UInt8(ascii: "=") || operators.first == UInt8(ascii: "!")
    {
      return "=="
    }
    if tokens.last == "case" { return "case" }
    return calls.last ?? ""
  }

  /// The lines of a block as one: those that end in a backslash continue, the others break with `\n`.
  private static func unfolded(_ block: String) -> String {
    let lines = block.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
    return lines.map { $0.hasSuffix("\\") ? String($0.dropLast()) : $0 + "\\n" }.joined()
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

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n")
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
