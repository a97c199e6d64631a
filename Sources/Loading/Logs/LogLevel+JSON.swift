import Environments

extension LogLevel {
  /// The level of a line that is a JSON object: a key of the outermost one, as a word or as pino's number.
  ///
  /// A full parse of every line of a flood would cost more than all the rest.
  static func inJSON(_ line: UnsafeBufferPointer<UInt8>, from start: Int) -> LogLevel? {
    var depth = 0
    var index = start
    let end = min(line.count, start + 4096)
    while index < end {
      switch line[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        let text = index + 1
        guard let close = endOfString(line, from: text, to: end) else { return nil }
        index = close
        let value = skippingBlanks(line, from: close + 1, to: end)
        if depth == 1, value < end, line[value] == UInt8(ascii: ":"),
          isLevelKey(line[text..<close])
        {
          return read(line, at: skippingBlanks(line, from: value + 1, to: end), to: end)
        }
      default: break
      }
      index += 1
    }
    return nil
  }

  private static func read(
    _ line: UnsafeBufferPointer<UInt8>, at start: Int, to end: Int
  ) -> LogLevel? {
    guard start < end else { return nil }
    if line[start] == UInt8(ascii: "\"") { return LogLevel(word: line[(start + 1)..<end]) }
    var number = 0
    for byte in line[start..<end] {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), number < 1000 else { break }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return LogLevel(number: number)
  }

  private static func endOfString(
    _ line: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    var index = start
    while index < end {
      if line[index] == UInt8(ascii: "\"") { return index }
      index += line[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  private static func skippingBlanks(
    _ line: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int {
    var index = start
    while index < end, line[index] == UInt8(ascii: " ") { index += 1 }
    return index
  }
}
