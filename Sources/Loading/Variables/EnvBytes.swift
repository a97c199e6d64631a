/// The character classes and escapes of the `.env` grammar, on bytes.
enum EnvBytes {
  /// The width of the white space at the index, except a newline; `nil` when there is none.
  static func spaceWidth(_ bytes: [UInt8], at index: Int) -> Int? {
    switch bytes[index] {
    case 0x20, 0x09, 0x0B, 0x0C, 0x0D: 1
    case 0xC2
    where index + 1 < bytes.count && (bytes[index + 1] == 0xA0 || bytes[index + 1] == 0x85):
      2
    default: nil
    }
  }

  static func trimmingEnd(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound {
      if spaceWidth(bytes, at: end - 1) == 1 {
        end -= 1
      } else if end - 1 > range.lowerBound, spaceWidth(bytes, at: end - 2) == 2 {
        end -= 2
      } else {
        break
      }
    }
    return end
  }

  /// The index of the `=`, `:` or newline after a name; `nil` when an invalid character comes first.
  static func endOfName(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "\n"): return index
      default:
        guard let width = nameWidth(bytes, at: index) else { return nil }
        index += width
      }
    }
    return nil
  }

  static func firstBadByte(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      guard let width = nameWidth(bytes, at: index) else { return index }
      index += width
    }
    return nil
  }

  /// The line at the index without the white space at its end.
  static func line(_ bytes: [UInt8], from start: Int) -> ArraySlice<UInt8> {
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    return bytes[start..<trimmingEnd(bytes, start..<end)]
  }

  /// Whether the line is one of Base64, with `=` at its end only.
  static func isBase64(_ line: ArraySlice<UInt8>) -> Bool {
    let digits = line.prefix { $0 != UInt8(ascii: "=") }
    return !digits.isEmpty && line[digits.endIndex...].allSatisfy { $0 == UInt8(ascii: "=") }
      && digits.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
          || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
      }
  }

  /// The start of the ` #` that ends an unquoted value.
  static func comment(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    guard range.count > 1 else { return nil }
    for index in range.dropLast()
    where bytes[index] == UInt8(ascii: " ") && bytes[index + 1] == UInt8(ascii: "#") {
      return index
    }
    return nil
  }

  static func holds(_ bytes: [UInt8], _ first: UInt8, _ second: UInt8) -> Bool {
    for index in bytes.indices.dropLast() where bytes[index] == first && bytes[index + 1] == second
    {
      return true
    }
    return false
  }

  /// Whether the bytes hold the text.
  static func holds(_ bytes: [UInt8], _ text: StaticString) -> Bool {
    text.withUTF8Buffer { text in
      guard bytes.count >= text.count else { return false }
      return (0...bytes.count - text.count).contains { start in
        text.indices.allSatisfy { bytes[start + $0] == text[$0] }
      }
    }
  }

  /// Replaces the escapes of a double-quoted value; `\$` becomes `$$`, which interpolation turns into `$`.
  static func unescaped(_ value: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(value.count)
    var index = 0
    while index < value.count {
      guard value[index] == UInt8(ascii: "\\"), index + 1 < value.count else {
        result.append(value[index])
        index += 1
        continue
      }
      let escape = value[index + 1]
      index += 2
      if escape == UInt8(ascii: "0") {
        let digits = value[index...].prefix(3).prefix(while: isDigit)
        index += digits.count
        result += octal(digits)
      } else {
        result += escapes[escape] ?? [UInt8(ascii: "\\"), escape]
      }
    }
    return result
  }

  private static let escapes: [UInt8: [UInt8]] = [
    UInt8(ascii: "a"): [7], UInt8(ascii: "b"): [8], UInt8(ascii: "f"): [12],
    UInt8(ascii: "n"): [10], UInt8(ascii: "r"): [13], UInt8(ascii: "t"): [9],
    UInt8(ascii: "v"): [11], UInt8(ascii: "$"): Array("$$".utf8),
    UInt8(ascii: "\""): Array("\"".utf8),
    UInt8(ascii: "\\"): Array("\\".utf8),
  ]

  /// Compose accepts exactly three octal digits after `\0`, up to 377; other digits stay, without the 0.
  private static func octal(_ digits: ArraySlice<UInt8>) -> [UInt8] {
    let isOctal = digits.count == 3 && digits.allSatisfy { $0 < UInt8(ascii: "8") }
    let number = digits.reduce(0) { $0 * 8 + Int($1) - 48 }
    guard isOctal, number < 256, let scalar = Unicode.Scalar(UInt32(number)) else {
      return [UInt8(ascii: "\\")] + digits
    }
    return Array(String(Character(scalar)).utf8)
  }

  private static func nameWidth(_ bytes: [UInt8], at index: Int) -> Int? {
    let byte = bytes[index]
    if isLetter(byte) || isDigit(byte) || "_.-[]".utf8.contains(byte) { return 1 }
    if let width = spaceWidth(bytes, at: index) { return width }
    return byte < 0x80 ? nil : foreignLetterWidth(bytes, at: index)
  }

  /// Names may hold the letters and digits of every language.
  private static func foreignLetterWidth(_ bytes: [UInt8], at index: Int) -> Int? {
    let text = String(decoding: bytes[index..<min(index + 4, bytes.count)], as: UTF8.self)
    guard let scalar = text.unicodeScalars.first else { return nil }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return String(scalar).utf8.count
    default: return nil
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
