import Environments

extension LogLevel {
  /// What a line says of its own level: as JSON, as `key=value`, as klog, or in words at its beginning.
  package init?(line: UnsafeBufferPointer<UInt8>) {
    let head = UnsafeBufferPointer(rebasing: line.prefix(Self.headBytesMax))
    guard let start = head.firstIndex(where: { $0 != UInt8(ascii: " ") }) else { return nil }
    let found =
      head[start] == UInt8(ascii: "{")
      ? Self.inJSON(line, from: start)
      : Self.inKlog(head, start) ?? Self.inPairs(head) ?? Self.inWords(head)
    guard let found else { return nil }
    self = found
  }

  package init?(line: String) {
    var line = line
    let found = line.withUTF8 { LogLevel(line: $0) }
    guard let found else { return nil }
    self = found
  }

  /// A level stands near the beginning, or it is part of what the line tells.
  private static let headBytesMax = 160

  /// Such as `E0412 14:02:01.000000`.
  private static func inKlog(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) -> LogLevel? {
    guard line.count > start + 5, line[(start + 1)...(start + 4)].allSatisfy(isDigit),
      line[start + 5] == UInt8(ascii: " ")
    else { return nil }
    switch line[start] {
    case UInt8(ascii: "I"): return .info
    case UInt8(ascii: "W"): return .warning
    case UInt8(ascii: "E"): return .error
    case UInt8(ascii: "F"): return .fatal
    default: return nil
    }
  }

  /// Such as `level=info` and `lvl="warn"`.
  private static func inPairs(_ line: UnsafeBufferPointer<UInt8>) -> LogLevel? {
    var from = 0
    while let equals = line[from...].firstIndex(of: UInt8(ascii: "=")) {
      let start = line[from..<equals].lastIndex(of: UInt8(ascii: " ")).map { $0 + 1 } ?? from
      if isLevelKey(line[start..<equals]) {
        let value = line[(equals + 1)...].drop { $0 == UInt8(ascii: "\"") }
        return LogLevel(word: value)
      }
      from = equals + 1
    }
    return nil
  }

  /// Such as `ERROR`, `[warn]`, `<info>` and `error:`; a bare word in small letters only where nothing but times and
  /// numbers stand before it.
  private static func inWords(_ line: UnsafeBufferPointer<UInt8>) -> LogLevel? {
    var index = 0
    var isFirst = true
    while index < line.count {
      guard isLetter(line[index]) else {
        index += 1
        continue
      }
      var end = index
      while end < line.count, isLetter(line[end]) { end += 1 }
      let before = index > 0 ? line[index - 1] : UInt8(ascii: " ")
      let after = end < line.count ? line[end] : UInt8(ascii: " ")
      // A letter within a time, such as the T of 2026-11-23T14:02:01Z.
      let isWithinNumber = isDigit(before) || isDigit(after) && end - index == 1
      if !isWithinNumber {
        if let level = LogLevel(word: line[index..<end]),
          stands(line[index..<end], before, after, isFirst: isFirst)
        {
          return level
        }
        isFirst = false
      }
      index = end
    }
    return nil
  }

  private static func stands(
    _ word: Slice<UnsafeBufferPointer<UInt8>>, _ before: UInt8, _ after: UInt8, isFirst: Bool
  ) -> Bool {
    let isBracketed =
      before == UInt8(ascii: "[") && after == UInt8(ascii: "]")
      || before == UInt8(ascii: "<") && after == UInt8(ascii: ">")
    if isBracketed { return true }
    // A part of another word: `user_error`, `error-page`, `/error`.
    guard !"_-/.@".utf8.contains(before), !"_-/.@(=".utf8.contains(after) else { return false }
    // `LOG` is a level of PostgreSQL only with its colon.
    if after == UInt8(ascii: ":"), isFirst || word.allSatisfy(isCapital) { return true }
    return word.count > 3 && (word.allSatisfy(isCapital) || isFirst && after == UInt8(ascii: " "))
      || word.count == 3 && word.allSatisfy(isCapital) && word.first != UInt8(ascii: "L")
  }

  static func isLevelKey(_ key: some Collection<UInt8>) -> Bool {
    keys.contains { $0.elementsEqual(key) }
  }

  private static let keys = [
    "level", "severity", "lvl", "levelname", "log.level", "@level", "loglevel", "log_level",
    "Level", "Severity", "LEVEL", "SEVERITY", "severity_text",
  ].map { Array($0.utf8) }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    isCapital(byte & ~0x20)
  }
}
