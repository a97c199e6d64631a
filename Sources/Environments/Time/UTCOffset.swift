/// How far a clock is ahead of UTC.
package struct UTCOffset: Hashable, Sendable {
  /// Negative west of Greenwich.
  package var minutes: Int

  package init(minutes: Int) { self.minutes = minutes }

  /// Such as `+00`, `-05`, or `+05:30` where it is no whole hour.
  package var text: String {
    let (hours, rest) = abs(minutes).quotientAndRemainder(dividingBy: 60)
    let sign = minutes < 0 ? "-" : "+"
    return sign + hours.digits(2) + (rest == 0 ? "" : ":" + rest.digits(2))
  }

  /// Reads `Z`, `+01` and `+01:00`; `nil` for others, and for more than any clock is ahead or behind.
  package init?(_ text: some StringProtocol) {
    if text == "Z" {
      self.init(minutes: 0)
      return
    }
    let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard let sign = text.first, sign == "+" || sign == "-", (1...2).contains(parts.count),
      let hours = Self.number(parts[0]), let rest = parts.count == 2 ? Self.number(parts[1]) : 0,
      hours <= 26, rest < 60
    else { return nil }
    let minutes = hours * 60 + rest
    self.init(minutes: sign == "-" ? -minutes : minutes)
  }

  private static func number(_ digits: some StringProtocol) -> Int? {
    guard (1...2).contains(digits.utf8.count), digits.allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    return Int(digits)
  }
}
