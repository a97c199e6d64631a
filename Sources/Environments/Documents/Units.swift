/// Amounts with units, as people write them.
package enum Units {
  package static let durationGrammar = "(\\d+(us|ms|s|m|h|d|w))+"
  package static let bytesGrammar = "\\d+(B|KiB|MiB|GiB|b|k|m|g)"

  /// In milliseconds: `90s`, `1m30s`, `500ms`. Null for anything else, and below one millisecond.
  package static func milliseconds(_ text: String) -> Int? {
    var rest = Array(text.utf8)[...]
    var microseconds = 0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      guard let number = number(&rest) else { return nil }
      let unit = String(decoding: rest.prefix { !isDigit($0) }, as: UTF8.self)
      rest = rest.dropFirst(unit.utf8.count)
      guard let factor = durations[unit] else { return nil }
      let (product, tooLarge) = number.multipliedReportingOverflow(by: factor)
      let (sum, tooMuch) = microseconds.addingReportingOverflow(product)
      if tooLarge || tooMuch { return nil }
      microseconds = sum
    }
    return microseconds % 1_000 == 0 ? microseconds / 1_000 : nil
  }

  /// `512MiB`, `64k`, `10b`; every unit counts in steps of 1024.
  package static func bytes(_ text: String) -> Int? {
    var rest = Array(text.utf8)[...]
    guard let number = number(&rest), let factor = sizes[String(decoding: rest, as: UTF8.self)]
    else { return nil }
    let (product, tooLarge) = number.multipliedReportingOverflow(by: factor)
    return tooLarge ? nil : product
  }

  private static let durations = [
    "us": 1, "ms": 1_000, "s": 1_000_000, "m": 60_000_000, "h": 3_600_000_000,
    "d": 86_400_000_000, "w": 604_800_000_000,
  ]

  private static let sizes = [
    "B": 1, "b": 1, "KiB": 1 << 10, "k": 1 << 10, "MiB": 1 << 20, "m": 1 << 20, "GiB": 1 << 30,
    "g": 1 << 30,
  ]

  private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
    let digits = rest.prefix(while: isDigit)
    rest = rest.dropFirst(digits.count)
    return Int(String(decoding: digits, as: UTF8.self))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
