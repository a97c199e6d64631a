/// Reads durations as files and options write them: numbers, each with its unit.
package enum DurationText {
  /// In nanoseconds.
  private static let units = [
    "ns": 1, "us": 1_000, "µs": 1_000, "ms": 1_000_000, "s": 1_000_000_000,
    "m": 60_000_000_000, "h": 3_600_000_000_000, "d": 86_400_000_000_000,
    "w": 604_800_000_000_000,
  ]

  private static let ownUnits = ["us", "ms", "s", "m", "h", "d", "w"]
  private static let composeUnits = ["ns", "us", "µs", "ms", "s", "m", "h", "d"]

  package static let grammar = "(\\d+(\(ownUnits.joined(separator: "|"))))+"

  /// Reads a duration as our own files write it, in milliseconds: `90s`, `1m30s`, `500ms`. `nil` for anything else,
  /// and for fractions of a millisecond.
  package static func milliseconds(_ text: String) -> Int? { milliseconds(text, in: ownUnits) }

  /// Reads a duration that uses only the `allowed` units.
  package static func milliseconds(_ text: String, in allowed: [String]) -> Int? {
    var rest = Substring(text)
    var microseconds = 0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      guard let (digits, unit) = part(&rest, isNumber: { $0.isASCII && $0.isNumber }),
        let number = Int(digits), allowed.contains(unit), let factor = units[unit]
      else { return nil }
      let (product, tooLarge) = number.multipliedReportingOverflow(by: factor / 1_000)
      let (sum, tooMuch) = microseconds.addingReportingOverflow(product)
      if tooLarge || tooMuch { return nil }
      microseconds = sum
    }
    return microseconds % 1_000 == 0 ? microseconds / 1_000 : nil
  }

  /// Reads a duration as Compose writes it, in milliseconds, rounded: `1m30s`, `1.5h`, and `0`. `nil` for anything
  /// else.
  package static func composeMilliseconds(_ text: String) -> Int? {
    if text == "0" { return 0 }
    var rest = Substring(text)
    var nanoseconds = 0.0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      guard
        let (digits, unit) = part(&rest, isNumber: { $0.isASCII && ($0.isNumber || $0 == ".") }),
        let number = Double(digits), composeUnits.contains(unit), let factor = units[unit]
      else { return nil }
      nanoseconds += number * Double(factor)
    }
    return Int(exactly: (nanoseconds / 1_000_000).rounded())
  }

  /// Removes a number and its unit from the beginning of the text.
  private static func part(
    _ rest: inout Substring, isNumber: (Character) -> Bool
  ) -> (digits: Substring, unit: String)? {
    let digits = rest.prefix(while: isNumber)
    let unit = rest.dropFirst(digits.count).prefix { !isNumber($0) }
    guard !digits.isEmpty, !unit.isEmpty else { return nil }
    rest = rest[unit.endIndex...]
    return (digits, String(unit))
  }
}
