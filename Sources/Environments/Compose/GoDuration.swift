/// Durations the way Compose writes them: `2s`, `1m30s`, `1.5h`, `500ms`.
enum GoDuration {
  /// In milliseconds, rounded; null for what is no duration.
  static func milliseconds(_ text: String) -> Int? {
    if text == "0" { return 0 }
    var rest = Substring(text)
    var total = 0.0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { !$0.isNumber && $0 != "." }
      rest = rest.dropFirst(unit.count)
      guard let number = Double(digits), let factor = factors[String(unit)] else { return nil }
      total += number * factor
    }
    return text.isEmpty ? nil : Int(exactly: total.rounded())
  }

  private static let factors = [
    "d": 86_400_000.0, "h": 3_600_000, "m": 60_000, "s": 1000, "ms": 1, "us": 0.001, "µs": 0.001,
    "ns": 0.000_001,
  ]
}
