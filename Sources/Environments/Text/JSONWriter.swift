/// Writes JSON byte for byte as `JSONEncoder` does with sorted keys and unescaped slashes.
struct JSONWriter {
  private var text: [UInt8] = []
  private let isIndented: Bool
  private var depth = 0

  private init(isIndented: Bool) { self.isIndented = isIndented }

  /// - Parameter isIndented: whether each member and item has a line of its own, indented by two; otherwise all is
  ///   on one line.
  static func text(of value: JSONValue, isIndented: Bool) -> String {
    var writer = JSONWriter(isIndented: isIndented)
    writer.write(value)
    return String(decoding: writer.text, as: UTF8.self)
  }

  private mutating func write(_ value: JSONValue) {
    switch value {
    case .null: text += "null".utf8
    case .bool(let flag): text += (flag ? "true" : "false").utf8
    case .integer(let number): text += number.description.utf8
    case .decimal(let number): write(number)
    case .string(let string): write(string)
    case .array(let items):
      enclose("[", items, "]") { writer, item in writer.write(item) }
    case .object(let members):
      enclose("{", members.sorted { $0.key < $1.key }, "}") {
        writer, member in
        writer.write(member.key.text)
        writer.text += (writer.isIndented ? " : " : ":").utf8
        writer.write(member.value)
      }
    }
  }

  /// Writes a number; infinities and NaN, which JSON does not have, as strings.
  private mutating func write(_ number: Double) {
    let digits = number.description
    if !number.isFinite { return write(digits) }
    text += digits.hasSuffix(".0") ? digits.utf8.dropLast(2) : digits.utf8[...]
  }

  private mutating func write(_ string: String) {
    text.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
      case 0x8: text += "\\b".utf8
      case 0x9: text += "\\t".utf8
      case 0xA: text += "\\n".utf8
      case 0xC: text += "\\f".utf8
      case 0xD: text += "\\r".utf8
      case 0..<0x20: text += ("\\u" + Int(byte).digits(4, radix: 16)).utf8
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }

  private mutating func enclose<Part>(
    _ start: Unicode.Scalar, _ parts: [Part], _ end: Unicode.Scalar,
    _ write: (inout JSONWriter, Part) -> Void
  ) {
    text.append(UInt8(ascii: start))
    depth += 1
    for (index, part) in parts.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      breakLine()
      write(&self, part)
    }
    // Foundation leaves an empty line in an empty array or object.
    if parts.isEmpty, isIndented { text.append(UInt8(ascii: "\n")) }
    depth -= 1
    breakLine()
    text.append(UInt8(ascii: end))
  }

  private mutating func breakLine() {
    guard isIndented else { return }
    text.append(UInt8(ascii: "\n"))
    text += repeatElement(UInt8(ascii: " "), count: 2 * depth)
  }
}
