/// Reads one JSON text (RFC 8259, UTF-8), strictly. Of two members with the same name the first counts.
///
/// It replaces `JSONDecoder`: it reads a whole document in less time than `JSONDecoder` needs for the few members
/// in use.
struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  /// The members read so far of all open objects. One shared array is faster than a growing dictionary for each
  /// object.
  private var open: [(name: String, value: JSONValue)] = []
  /// Deeper nesting is refused, so that no text can exhaust the stack.
  private static let depthMax = 512

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// `nil` when the bytes are not JSON.
  static func value(of bytes: [UInt8]) -> JSONValue? {
    bytes.withUnsafeBufferPointer { buffer in
      var reader = JSONReader(buffer)
      if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { reader.index = 3 }
      guard let value = reader.value(depth: 0) else { return nil }
      reader.skipSpace()
      return reader.index == buffer.count ? value : nil
    }
  }

  private mutating func value(depth: Int) -> JSONValue? {
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return depth < Self.depthMax ? object(depth: depth + 1) : nil
    case UInt8(ascii: "["): return depth < Self.depthMax ? array(depth: depth + 1) : nil
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "t"): return take("true") ? .bool(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .bool(false) : nil
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    default: return number()
    }
  }

  private mutating func object(depth: Int) -> JSONValue? {
    index += 1
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object([:]) }
    let start = open.count
    while true {
      skipSpace()
      guard peek == UInt8(ascii: "\""), let name = string() else { return nil }
      skipSpace()
      guard take(UInt8(ascii: ":")), let value = value(depth: depth) else { return nil }
      open.append((name, value))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(closed(from: start)) }
      guard take(UInt8(ascii: ",")) else { return nil }
    }
  }

  private mutating func closed(from start: Int) -> [ExactText: JSONValue] {
    var members = [ExactText: JSONValue](minimumCapacity: open.count - start)
    for (name, value) in open[start...] {
      if let first = members.updateValue(value, forKey: ExactText(name)) {
        members[name] = first
      }
    }
    open.removeLast(open.count - start)
    return members
  }

  private mutating func array(depth: Int) -> JSONValue? {
    var items: [JSONValue] = []
    index += 1
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(items) }
    while true {
      guard let value = value(depth: depth) else { return nil }
      items.append(value)
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(items) }
      guard take(UInt8(ascii: ",")) else { return nil }
    }
  }

  private mutating func string() -> String? {
    index += 1
    let start = index
    let isASCII = skipPlain()
    guard peek == UInt8(ascii: "\"") else { return unescaped(from: start) }
    let text = UnsafeBufferPointer(rebasing: bytes[start..<index])
    index += 1
    // `validating` is much slower than `decoding`.
    return isASCII ? String(decoding: text, as: UTF8.self) : String(validating: text, as: UTF8.self)
  }

  private mutating func unescaped(from start: Int) -> String? {
    var text = Array(bytes[start..<index])
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(validating: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        index += 1
        guard let scalar = escaped(), let bytes = UTF8.encode(scalar) else { return nil }
        text += bytes
      case 0..<0x20: return nil
      default:
        let start = index
        _ = skipPlain()
        text += bytes[start..<index]
      }
    }
    return nil
  }

  /// Skips to the next quote, backslash or control character.
  ///
  /// - Returns: whether the skipped bytes were ASCII.
  private mutating func skipPlain() -> Bool {
    var all: UInt8 = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
      all |= byte
      index += 1
    }
    return all < 0x80
  }

  /// Reads the escape after a backslash.
  private mutating func escaped() -> Unicode.Scalar? {
    guard let byte = peek else { return nil }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      guard let high = fourDigits() else { return nil }
      if let scalar = Unicode.Scalar(high) { return scalar }
      // Half of a pair; alone it is no text.
      guard (0xD800..<0xDC00).contains(high), take("\\u"), let low = fourDigits(),
        (0xDC00..<0xE000).contains(low)
      else { return nil }
      return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    default: return nil
    }
  }

  private mutating func fourDigits() -> UInt32? {
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = peek.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
        return nil
      }
      number = number << 4 | UInt32(digit)
      index += 1
    }
    return number
  }

  private mutating func number() -> JSONValue? {
    let start = index
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")), !skipDigits() { return nil }
    var isWhole = true
    if take(UInt8(ascii: ".")) {
      guard skipDigits() else { return nil }
      isWhole = false
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard skipDigits() else { return nil }
      isWhole = false
    }
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
    if isWhole, let number = Int(text) { return .integer(number) }
    guard let number = Double(text), number.isFinite else { return nil }
    return Int(exactly: number).map { .integer($0) } ?? .decimal(number)
  }

  private mutating func skipDigits() -> Bool {
    let start = index
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
    return index > start
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || (0x9...0xA).contains(byte) || byte == 0xD { index += 1 }
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    index += 1
    return true
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let end = index + word.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    for offset in 0..<word.utf8CodeUnitCount
    where bytes[index + offset] != word.utf8Start[offset] { return false }
    index = end
    return true
  }
}
