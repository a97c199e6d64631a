import ArgumentParser

/// Where logs begin, as docker takes it: a time, or a span of time back from now.
struct LogStart: ExpressibleByArgument {
  let text: String

  init?(argument: String) {
    if let point = PointInTime(argument: argument) {
      text = "\(point.seconds)"
    } else if Self.isSpan(argument) || Self.isTime(argument) {
      text = argument
    } else {
      return nil
    }
  }

  /// Such as `10m` and `1h30m`.
  private static func isSpan(_ text: String) -> Bool {
    var rest = Substring(text)
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      let unit = rest.dropFirst(digits.count).prefix { $0.isLetter }
      guard !digits.isEmpty, ["h", "m", "s", "ms"].contains(String(unit)) else { return false }
      rest = rest.dropFirst(digits.count + unit.count)
    }
    return !text.isEmpty
  }

  /// Such as `2026-11-23`, `2026-11-23T14:02:01.5Z` and seconds since 1970.
  private static func isTime(_ text: String) -> Bool {
    if !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }) { return true }
    let shape = text.map { $0.isASCII && $0.isNumber ? "9" : $0 }
    return String(shape).hasPrefix("9999-99-99")
      && text.dropFirst(10).allSatisfy { $0.isASCII && ($0.isNumber || "T:.Z+-".contains($0)) }
  }
}
