import Environments

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
