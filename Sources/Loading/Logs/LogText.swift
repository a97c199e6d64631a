import Environments

/// A line of a program in a form that can be shown, searched and copied: colours are removed and kept as spans,
/// cursor movements are dropped, other control characters are spelled out, tabs become blanks, invalid UTF-8 is
/// replaced, and long lines are cut with a note.
struct LogText: Hashable {
  /// The length at which longer lines are cut.
  static let bytesMax = 16 * 1024

  var text: String
  var spans: [LogSpan] = []

  /// - Parameter count: the length of the line before the caller cut it.
  init(_ bytes: UnsafeBufferPointer<UInt8>, of count: Int? = nil) {
    let count = max(count ?? 0, bytes.count)
    let kept = UnsafeBufferPointer(rebasing: bytes.prefix(Self.bytesMax))
    if kept.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) {
      text = String(decoding: kept, as: UTF8.self)
    } else {
      var writer = LogTextWriter()
      writer.write(kept)
      (text, spans) = writer.finish()
    }
    if count > kept.count { text += " …[cut, \(count) bytes]" }
  }
}

/// Writes the text of a line byte by byte and records where its appearance changes.
struct LogTextWriter {
  private var out: [UInt8] = []
  private var spans: [LogSpan] = []
  private var appearance = LogAppearance()
  private var appearanceStart = 0
  /// The current column for tabs, at one column a character.
  private var column = 0

  mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) {
    out.reserveCapacity(bytes.count)
    var end = bytes.count
    // The first half of a CRLF.
    if end > 0, bytes[end - 1] == 0x0d { end -= 1 }
    var index = 0
    while index < end {
      let byte = bytes[index]
      switch byte {
      case 0x1b: index = escape(UnsafeBufferPointer(rebasing: bytes[..<end]), index)
      case 0x09:
        for _ in 0..<(8 - column % 8) { put(0x20) }
        index += 1
      case let byte where byte < 0x80 && Unicode.Scalar(byte).isControl:
        put(UInt8(ascii: "^"))
        put(UInt8(ascii: Unicode.Scalar.caretLetter(of: byte)))
        index += 1
      default:
        put(byte)
        index += 1
      }
    }
  }

  mutating func finish() -> (String, [LogSpan]) {
    endSpan()
    // Replacing invalid bytes would shift the spans, so such lines lose their colours.
    let text = String(decoding: out, as: UTF8.self)
    return (text, text.utf8.count == out.count ? spans : [])
  }

  private mutating func put(_ byte: UInt8) {
    out.append(byte)
    if byte & 0xc0 != 0x80 { column += 1 }
  }

  /// Reads the escape sequence at `start` and returns its end.
  private mutating func escape(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    guard start + 1 < bytes.count else { return lone(start) }
    switch bytes[start + 1] {
    case UInt8(ascii: "["): return control(bytes, start)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      return string(bytes, start)
    // A character set: three bytes.
    case UInt8(ascii: "("), UInt8(ascii: ")"): return min(bytes.count, start + 3)
    case 0x30...0x7e: return start + 2
    default: return lone(start)
    }
  }

  /// Reads `ESC [`, numbers, and a final letter.
  private mutating func control(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var index = start + 2
    while index < bytes.count, (0x20...0x3f).contains(bytes[index]), index - start < 64 {
      index += 1
    }
    guard index < bytes.count, (0x40...0x7e).contains(bytes[index]) else { return lone(start) }
    if bytes[index] == UInt8(ascii: "m") { change(numbers(bytes[(start + 2)..<index])) }
    return index + 1
  }

  /// Reads a title or a link up to BEL or `ESC \`. Without an end the escape is spelled out, since it would hide the
  /// line.
  private mutating func string(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var index = start + 2
    while index < bytes.count {
      if bytes[index] == 0x07 { return index + 1 }
      if bytes[index] == 0x1b, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\\") {
        return index + 2
      }
      index += 1
    }
    return lone(start)
  }

  private mutating func lone(_ start: Int) -> Int {
    for byte in "␛".utf8 { put(byte) }
    return start + 1
  }

  private mutating func change(_ numbers: [Int]) {
    var next = appearance
    next.take(numbers)
    guard next != appearance else { return }
    endSpan()
    appearance = next
    appearanceStart = out.count
  }

  private mutating func endSpan() {
    if !appearance.isPlain, appearanceStart < out.count {
      spans.append(LogSpan(appearanceStart..<out.count, appearance))
    }
    appearanceStart = out.count
  }

  private func numbers(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> [Int] {
    bytes.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ":")
    }
    .map { part in
      part.reduce(0) { value, byte in
        byte >= 0x30 && byte <= 0x39 ? min(value * 10 + Int(byte - 0x30), 100_000) : value
      }
    }
  }
}
