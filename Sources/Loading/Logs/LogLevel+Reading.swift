import Environments

extension LogLevel {
  /// Reads the level of a line: from JSON, `key=value`, klog's prefix, or words at its beginning.
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

  /// The length of the beginning that is searched; a word further on is part of the message.
  private static let headBytesMax = 160

  /// Reads a prefix such as `E0412 14:02:01.000000`.
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

  /// Reads pairs such as `level=info` and `lvl="warn"`.
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

  /// Reads words such as `ERROR`, `[warn]`, `<info>` and `error:`. A bare word in small letters counts only when
  /// nothing but times and numbers precede it.
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
      // A letter inside a time, such as the T of 2026-11-23T14:02:01Z.
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

extension LogLevel {
  /// The level of a line that is a JSON object: a key of the outermost object, as a word or as a number of pino.
  ///
  /// The line is not parsed completely, since that would dominate the cost of a flood.
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

extension LogLevel {
  /// Reads the words that libraries use, in any case: `WARN`, `critical`, `ERROR+2`; `nil` for other words.
  init?(word: some Collection<UInt8>) {
    var key: UInt64 = 0
    var count = 0
    for byte in word {
      guard let letter = Self.lowered(byte) else { break }
      count += 1
      guard count <= 8 else { return nil }
      key = key << 8 | UInt64(letter)
    }
    guard count > 0, let level = Self.words[key] else { return nil }
    self = level
  }

  /// The numbers of pino and bunyan; `nil` for other numbers.
  init?(number: Int) {
    guard number >= 10, number <= 60, number % 10 == 0 else { return nil }
    self.init(rawValue: UInt8(number / 10 - 1))
  }

  private static func lowered(_ byte: UInt8) -> UInt8? {
    let lowered = byte | 0x20
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowered) ? lowered : nil
  }

  private static let words: [UInt64: LogLevel] = {
    let lists: [(LogLevel, [String])] = [
      (.trace, ["trace", "verbose", "finest"]), (.debug, ["debug", "dbg", "fine"]),
      (.info, ["info", "notice", "log", "inf"]), (.warning, ["warning", "warn", "wrn"]),
      (.error, ["error", "err", "severe"]),
      (.fatal, ["fatal", "critical", "crit", "panic", "emerg", "alert", "dpanic", "ftl"]),
    ]
    var words: [UInt64: LogLevel] = [:]
    for (level, names) in lists {
      for name in names { words[name.utf8.reduce(0) { $0 << 8 | UInt64($1) }] = level }
    }
    return words
  }()
}
